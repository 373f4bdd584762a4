/**
 * In charge of what tests of several packages share: conditions on the machine they run on. Fakes and builders live
 * beside the tests of the package whose types they make.
 */
@NullMarked
package org.postroom.testing;

import org.jspecify.annotations.NullMarked;
