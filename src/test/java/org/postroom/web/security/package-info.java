/**
 * In charge of the attacks F1 to F17 that need no browser, against the whole daemon over HTTP. Those that need one are in
 * {@code org.postroom.browser}.
 */
@NullMarked
package org.postroom.web.security;

import org.jspecify.annotations.NullMarked;
