package org.postroom.mail.quote;

/**
 * Where the lines that introduce history stand.
 *
 * @param start first character
 * @param endLine the line behind them
 */
record Span(int start, int endLine) {}
