package org.postroom.web;

/**
 * Where a request came from.
 *
 * @param address the client's IP address: the peer's, or what a trusted proxy says of it
 * @param secure whether the way from the client is encrypted, by our TLS or a trusted proxy's
 * @param local whether it came from this machine and not through a proxy
 */
public record Client(String address, boolean secure, boolean local) {
    /** Whether secrets such as passwords may travel this way. */
    public boolean confidential() {
        return secure || local;
    }
}
