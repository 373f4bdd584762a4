/**
 * In charge of being started: {@link org.postroom.Main} hands the command line to the operator's commands. Everything
 * else lives in the packages below; nothing is decided here.
 */
@NullMarked
package org.postroom;

import org.jspecify.annotations.NullMarked;
