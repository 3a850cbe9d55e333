//! What is written by hand: conveniences that no description could ask for.

mod autoscale_pool;
mod destruction;
mod droplet;
mod droplet_actions;
