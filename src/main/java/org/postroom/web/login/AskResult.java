package org.postroom.web.login;

import java.time.Duration;

/** What came of asking for a link by mail. */
public sealed interface AskResult {
    /** If the account exists a link is on its way. Nobody is told whether it does. */
    record Asked() implements AskResult {}

    /** Too many links were asked for. The same whether the account exists. */
    record Later(Duration time) implements AskResult {}

    /** Links by mail are not set up: conf has no {@code public-url}, or no department that could write the mail. */
    record NotSetUp() implements AskResult {}
}
