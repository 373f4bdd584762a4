/**
 * In charge of putting the program together: builds every object in reading order, starts and stops them, and shapes
 * the lines of the log. Decides nothing about mail or tickets.
 */
@NullMarked
package org.postroom.app;

import org.jspecify.annotations.NullMarked;
