/**
 * In charge of the organisation: brands, departments, their groups, agents with their roles, products, and the hours
 * somebody is there; who is who by mail address, and who may do what.
 *
 * <p>It does not read files (that is {@code config}), knows no tickets, and keeps nothing: an {@link
 * org.postroom.agent.Organisation} is one unchanging picture, and a change of conf is a new one.
 */
@NullMarked
package org.postroom.agent;

import org.jspecify.annotations.NullMarked;
