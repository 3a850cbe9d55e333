//! Addresses and names of a Droplet, and a wait that includes its address.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::models::{Droplet, NetworkType};
use crate::runtime::Wait;

impl Droplet {
    /// The first public IPv4 address, or `None` while there is none: just after a create, or without a public interface.
    pub fn public_ipv4(&self) -> Option<Ipv4Addr> {
        self.ipv4(&NetworkType::Public)
    }

    /// The first IPv4 address inside the Droplet's VPC network, or `None` while there is none.
    pub fn private_ipv4(&self) -> Option<Ipv4Addr> {
        self.ipv4(&NetworkType::Private)
    }

    /// The first public IPv6 address, or `None` where IPv6 is not enabled.
    pub fn public_ipv6(&self) -> Option<Ipv6Addr> {
        let networks = &self.networks.as_ref()?.v6;
        networks.iter().filter(|it| it.type_ == NetworkType::Public).find_map(|it| it.ip_address.parse().ok())
    }

    /// The slug of its region, such as `fra1`; `None` where the API left the region out.
    pub fn region_slug(&self) -> Option<&str> {
        self.region.as_ref()?.slug.as_deref()
    }

    /// The uniform resource name under which projects and tags know the Droplet: `do:droplet:3164444`.
    pub fn urn(&self) -> String {
        format!("do:droplet:{}", self.id)
    }

    fn ipv4(&self, kind: &NetworkType) -> Option<Ipv4Addr> {
        let networks = &self.networks.as_ref()?.v4;
        networks.iter().filter(|it| it.type_ == *kind).find_map(|it| it.ip_address.parse().ok())
    }
}

impl Wait<Droplet> {
    /// Goes on until the Droplet has a public IPv4 address too: one that is active may get it a little later.
    pub fn with_public_ipv4(self) -> Self {
        self.until(|droplet| droplet.public_ipv4().is_some())
    }
}
