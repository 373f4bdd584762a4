/**
 * In charge of the page behind a customer's link (SPEC D2, H2): the public part of one ticket, and a box to answer.
 *
 * <p>The token in the path is all the right there is: no log-in is needed, none is given, and an agent's session changes
 * nothing. What is internal never gets as far as these pages: {@link org.postroom.web.customer.PublicTalk} picks what a
 * customer may see, and pages are made of that alone. What customers write is carried out by {@code desk}.
 */
@NullMarked
package org.postroom.web.customer;

import org.jspecify.annotations.NullMarked;
