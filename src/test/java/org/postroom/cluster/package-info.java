@NullMarked
package org.postroom.cluster;

import org.jspecify.annotations.NullMarked;
