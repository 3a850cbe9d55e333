//! What is written by hand: conveniences that no description could ask for.

mod droplet;
