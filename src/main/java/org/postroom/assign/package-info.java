/**
 * In charge of who gets a ticket that is nobody's: who is available, whose turn it is, and the choice that follows from the
 * group's rule in conf (SPEC F3, A4).
 *
 * <p>Nobody is available outside the department's business hours. An agent is available until saying {@code #away}, by mail
 * or on the page, and then away until saying {@code #back}, however long that is.
 *
 * <p>The choice is made within the transaction that opens or moves the ticket, behind a row that whoever chooses writes first:
 * so it is exact among all threads and nodes. It changes no ticket and tells nobody; {@code desk} does both.
 */
@NullMarked
package org.postroom.assign;

import org.jspecify.annotations.NullMarked;
