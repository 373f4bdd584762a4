/**
 * In charge of who an agent on the page is: passwords, one-time links by mail, sessions, and slowing down whoever guesses.
 *
 * <p>{@link org.postroom.web.login.LogIn} is the one door. It knows nothing of HTTP: cookies, forms and pages are made around
 * it. What an agent may do is decided by the one permission policy, not here.
 */
@NullMarked
package org.postroom.web.login;

import org.jspecify.annotations.NullMarked;
