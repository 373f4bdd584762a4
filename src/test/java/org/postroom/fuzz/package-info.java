/**
 * In charge of the parsers' worst days: every parser has a class {@code …Fuzz} beside it, whose one method takes any bytes and
 * says what must hold of what the parser makes of them. {@link org.postroom.fuzz.FuzzTest} runs them on what was found
 * before, {@link org.postroom.fuzz.JazzerTest} lets Jazzer look for more.
 */
@NullMarked
package org.postroom.fuzz;

import org.jspecify.annotations.NullMarked;
