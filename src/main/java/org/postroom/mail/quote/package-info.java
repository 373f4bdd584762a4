/**
 * In charge of telling what a person wrote from what their program added: quoted history and signature.
 *
 * <p>It cuts nothing away: every character of the input is in exactly one segment, so that history can be folded and opened
 * again. It works on text alone, in one pass; HTML is turned to text before, in mail.parse.
 */
@NullMarked
package org.postroom.mail.quote;

import org.jspecify.annotations.NullMarked;
