/**
 * In charge of what the daemon serves over HTTP: at present {@code /health} alone.
 *
 * <p>It measures nothing itself: what is healthy is told to it by the parts that know.
 */
@NullMarked
package org.postroom.web;

import org.jspecify.annotations.NullMarked;
