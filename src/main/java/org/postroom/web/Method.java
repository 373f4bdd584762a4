package org.postroom.web;

/** How a route is asked. HEAD counts as GET; a GET never changes anything (RFC 9110 section 9.2.1). */
public enum Method {
    GET,
    POST
}
