/**
 * In charge of {@code conf/}: reads its files into the settings records of the features, finds all problems at once, and
 * notices changes while running.
 *
 * <p>Each kind of file has its keys declared once, in a table: the reader, the check for unknown keys, the nearest key for
 * a typo and {@code docs/configuration.md} all come from there. The package gives no setting a meaning: that is the
 * feature's whose record it fills; and it checks nothing live.
 */
@NullMarked
package org.postroom.config;

import org.jspecify.annotations.NullMarked;
