/**
 * In charge of what Outlook packs in forms of its own: TNEF, known as winmail.dat ([MS-OXTNEF]), and RTF, compressed
 * ([MS-OXRTFCP]) and with HTML hidden in it ([MS-OXRTFEX]).
 *
 * <p>It reads bytes in memory, never more of them than there are, and never fails on any.
 */
@NullMarked
package org.postroom.mail.tnef;

import org.jspecify.annotations.NullMarked;
