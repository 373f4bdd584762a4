/** In charge of the operator's commands: what stands on a command line becomes calls, and their outcome words and exit codes. */
@NullMarked
package org.postroom.cli;

import org.jspecify.annotations.NullMarked;
