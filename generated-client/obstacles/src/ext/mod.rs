//! What is written by hand beside the generated client.

use crate::models::Color;

impl Color {
    /// Whether it has no red, green or blue.
    pub fn is_black(&self) -> bool {
        [self.r, self.g, self.b].iter().flatten().all(|share| *share == 0)
    }
}
