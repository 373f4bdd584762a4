/**
 * In charge of figures for those who watch the daemon: keeps counts, asks for values when they are read, and writes all of it as
 * Prometheus reads it. The only importer of Micrometer.
 *
 * <p>It knows no feature: what the figures are is said where the daemon is put together.
 */
@NullMarked
package org.postroom.metrics;

import org.jspecify.annotations.NullMarked;
