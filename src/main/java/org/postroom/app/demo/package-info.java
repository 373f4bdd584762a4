/**
 * In charge of the demo: a mail server within the process, the shipped conf on it, and people who write to each other.
 *
 * <p>It uses the daemon as it is; nothing in the daemon knows of it.
 */
@NullMarked
package org.postroom.app.demo;

import org.jspecify.annotations.NullMarked;
