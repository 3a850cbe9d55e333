//! Waiting for each of several.

use super::client::Client;
use super::poll::{Options, Wait};
use super::watch::Watch;

impl<T: Send + 'static> Wait<T> {
    /// Runs a wait for each, one after the other and under one time limit, and gives what `give` makes of all their
    /// values; the first that fails ends it. Of none it is over at once.
    pub(crate) fn each<A, V, F>(
        client: &Client,
        of: impl IntoIterator<Item = A>,
        wait: F,
        give: fn(Vec<V>) -> T,
    ) -> Self
    where
        A: Clone + Send + Sync + 'static,
        V: Send + 'static,
        F: Fn(&Client, A) -> Wait<V> + Send + Sync + 'static,
    {
        let (asked, of) = (client.clone(), of.into_iter().collect::<Vec<A>>());
        let start = move |mut options: Options<T>| async move {
            let watch = Watch::new(&*asked.0.clock, options.timing.clone());
            options.timing.deadline = watch.deadline;
            loop {
                let mut values = Vec::with_capacity(of.len());
                for one in &of {
                    let timing = options.timing.clone();
                    values.push(wait(&asked, one.clone()).run(Options { timing, until: None }).await?);
                }
                let value = give(values);
                if options.until.as_ref().is_none_or(|until| until(&value)) {
                    return Ok(value);
                }
                asked.0.clock.sleep(watch.pause()?).await;
            }
        };
        Wait::starting(client.clone(), Box::new(|options| Box::pin(start(options))))
    }
}
