//! Pages of every kind, and waits.

mod support;

use std::time::Duration;

use futures::TryStreamExt;
use obstacles::Error;
use obstacles::models::{Color, Many, One};
use serde_json::{Value, json};
use support::{Course, Reply};

/// `GET /lists/next?page=2`, for every request so far.
fn lines(course: &Course) -> Vec<String> {
    course.seen().iter().map(|it| format!("{} {}", it.method, it.target)).collect()
}

fn red(shares: &[i64]) -> Vec<Color> {
    shares.iter().map(|share| Color::new().r(*share)).collect()
}

#[tokio::test]
async fn pages_by_number() -> Result<(), Error> {
    let course = Course::start();
    course.replies([
        Reply::json(200, json!({"colors": [{"R": 1}], "total": 3})),
        Reply::json(200, json!({"colors": [{"R": 2}, {"R": 3}], "total": 3})),
        Reply::json(200, json!({"colors": []})),
    ]);
    let all: Vec<Color> = course.client().lists().numbered().items().try_collect().await?;
    assert_eq!(all, red(&[1, 2, 3]));
    let lines = lines(&course);
    assert_eq!(lines[0], "GET /lists/numbered?per_page=200");
    assert!(lines[1].contains("page=2") && lines[1].contains("per_page=200"), "{lines:?}");
    Ok(())
}

#[tokio::test]
async fn pages_by_link_and_by_address() -> Result<(), Error> {
    let course = Course::start();
    // Another host is never followed: only its path and query are.
    let next = "<https://elsewhere.example.com/lists/linked?from=2>; rel=\"next\"";
    course.replies([Reply::json(200, json!([{"R": 1}])).header("link", next), Reply::json(200, json!([{"R": 2}]))]);
    let all: Vec<Color> = course.client().lists().linked().items().try_collect().await?;
    assert_eq!(all, red(&[1, 2]));

    let next = format!("{}/lists/next?from=2", course.url);
    course.replies([
        Reply::json(200, json!({"data": [{"R": 1}], "next": next})),
        Reply::json(200, json!({"data": [{"R": 2}], "next": null})),
    ]);
    let all: Vec<Color> = course.client().lists().next().items().try_collect().await?;
    assert_eq!(all, red(&[1, 2]));
    let expected = ["GET /lists/linked", "GET /lists/linked?from=2", "GET /lists/next", "GET /lists/next?from=2"];
    assert_eq!(lines(&course), expected);
    Ok(())
}

#[tokio::test]
async fn pages_by_cursor() -> Result<(), Error> {
    let course = Course::start();
    course.replies([
        Reply::json(200, json!({"data": {"x": {"R": 1}}, "meta": {"next": "c&1"}})),
        Reply::json(200, json!({"data": {"y": {"R": 2}}, "meta": {}})),
    ]);
    let all: Vec<Color> = course.client().lists().cursor().items().try_collect().await?;
    assert_eq!(all, red(&[1, 2]));
    assert_eq!(lines(&course), ["GET /lists/cursor", "GET /lists/cursor?after=c%261"]);
    Ok(())
}

fn job(status: &str, more: Value) -> Reply {
    let mut job = json!({"id": 7, "status": status});
    if let (Value::Object(job), Value::Object(more)) = (&mut job, more) {
        job.extend(more);
    }
    Reply::json(200, json!({ "job": job }))
}

#[tokio::test]
async fn a_wait_polls_what_the_reply_names() -> Result<(), Error> {
    let course = Course::start();
    course.replies([
        Reply::json(
            202,
            json!({"job": {"id": 9, "status": "running"}, "links": [{"rel": "up", "id": 1}, {"rel": "self", "id": 7}]}),
        ),
        Reply::empty(404),
        job("running", json!({})),
        job("done", json!({"finished_at": "2026-11-22T00:00:00Z"})),
    ]);
    let lists = course.client().lists();
    lists.create_job(One::new("a")).wait().interval(Duration::from_millis(1)).await?;
    assert_eq!(lines(&course), ["POST /jobs", "GET /jobs/7", "GET /jobs/7", "GET /jobs/7"]);
    Ok(())
}

#[tokio::test]
async fn a_wait_polls_each_of_a_list() -> Result<(), Error> {
    let course = Course::start();
    let jobs = json!([{"id": 7, "status": "running"}, {"id": 8, "status": "running"}]);
    let begun = Reply::json(202, json!({ "jobs": jobs }));
    let other = |status: &str| Reply::json(200, json!({"job": {"id": 8, "status": status}}));
    course.replies([begun.clone(), job("running", json!({})), job("done", json!({})), other("done")]);
    let lists = course.client().lists();
    let wait = || lists.create_jobs(Many::new(["a", "b"])).wait().interval(Duration::from_millis(1));
    let ids: Vec<i64> = wait().await?.iter().map(|job| job.id).collect();
    assert_eq!(ids, [7, 8]);
    assert_eq!(lines(&course), ["POST /jobs", "GET /jobs/7", "GET /jobs/7", "GET /jobs/8"]);
    course.replies([begun, job("done", json!({})), other("lost")]);
    let err = wait().await.expect_err("the second job is lost");
    assert!(err.is_wait_failed() && err.to_string().contains("lost"), "{err}");
    Ok(())
}

#[tokio::test]
async fn a_wait_of_several_steps_and_one_that_fails() -> Result<(), Error> {
    let course = Course::start();
    course.replies([
        Reply::empty(202),
        Reply::empty(409),
        job("running", json!({"result": {"ready": true}})),
        job("done", json!({})),
    ]);
    let lists = course.client().lists();
    lists.jobs_restart(7).wait().interval(Duration::from_millis(1)).await?;
    assert_eq!(lines(&course), ["PUT /jobs/7", "GET /jobs/7", "GET /jobs/7", "GET /jobs/7"]);
    course.replies([Reply::empty(202), job("lost", json!({}))]);
    let err = lists.jobs_pause(7).wait().interval(Duration::from_millis(1)).await.expect_err("the job is lost");
    assert!(err.is_wait_failed() && err.to_string().contains("lost"), "{err}");
    // One that is gone is over too.
    course.replies([Reply::empty(410)]);
    lists.wait_until_done(7).await?;
    Ok(())
}
