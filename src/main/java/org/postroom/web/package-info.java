/**
 * In charge of HTTP: the server with its limits and TLS, the route table, requests and replies, security headers, static
 * files, and how pages are rendered. Every route names the permission it asks for; the gate decides.
 *
 * <p>It knows no page of agents or customers: those are in {@code web.agent} and {@code web.customer}. What is healthy is told
 * to it by the parts that know.
 */
@NullMarked
package org.postroom.web;

import org.jspecify.annotations.NullMarked;
