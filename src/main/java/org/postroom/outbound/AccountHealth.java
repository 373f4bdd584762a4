package org.postroom.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps mail away from an account that takes none, so that one connection asks now and then instead of all of them all the
 * time: after 1 minute, doubling up to 5, or up to 60 where the login was refused. Said once when it begins and once when
 * it ends. New settings are tried at once.
 */
final class AccountHealth {
    private static final Logger log = LoggerFactory.getLogger(AccountHealth.class);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE_OF_LOGIN = Duration.ofMinutes(60);
    /** So many mails in a row that could not be handed over make it the account's fault. */
    private static final int STRIKES = 3;

    private Optional<AccountFault> fault = Optional.empty();
    private Optional<SmtpAccountSettings> faulty = Optional.empty();
    private Instant since = Instant.EPOCH;
    private Instant nextTry = Instant.EPOCH;
    private Duration pause = Duration.ZERO;
    private int strikes;

    /** How long to leave the account alone; zero lets the caller try, and nobody else until that is decided. */
    synchronized Duration pauseBefore(Instant now, SmtpAccountSettings settings) {
        if (fault.isEmpty() || !isFaulty(settings)) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(now, nextTry);
        // More than was set means that the clock went back since (FAULTS A31)
        if (left.isPositive() && left.compareTo(pause) <= 0) {
            return left;
        }
        nextTry = now.plus(pause);
        return Duration.ZERO;
    }

    /** Whether it failed with these settings. Limits do not count: this node's share of them changes when another comes or goes. */
    private boolean isFaulty(SmtpAccountSettings settings) {
        return faulty.map(one -> one.withLimits(settings.limits()))
                .filter(settings::equals)
                .isPresent();
    }

    /** The account takes no mail. */
    synchronized void failed(AccountFault found, SmtpAccountSettings settings, Instant now) {
        if (fault.isEmpty()) {
            since = now;
            log.atWarn()
                    .addKeyValue("account", settings.id())
                    .addKeyValue("reason", found.sentence())
                    .log("SMTP account takes no mail");
        }
        pause = nextPause(found.kind(), settings);
        nextTry = now.plus(pause);
        fault = Optional.of(found);
        faulty = Optional.of(settings);
    }

    private Duration nextPause(AccountFault.Kind kind, SmtpAccountSettings settings) {
        boolean first = fault.isEmpty() || !isFaulty(settings);
        Duration doubled = first ? FIRST_PAUSE : pause.multipliedBy(2);
        Duration longest = kind == AccountFault.Kind.LOGIN ? LONGEST_PAUSE_OF_LOGIN : LONGEST_PAUSE;
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }

    /** A mail could not be handed over for reasons that may be the account's. */
    synchronized void strike(String reply, SmtpAccountSettings settings, Instant now) {
        strikes++;
        if (strikes >= STRIKES) {
            failed(
                    new AccountFault(
                            AccountFault.Kind.SERVER,
                            "SMTP account '" + settings.id() + "' ("
                                    + settings.server().hostAndPort() + ") took none of " + strikes
                                    + " mails in a row; last: " + reply),
                    settings,
                    now);
        }
    }

    /** A mail was judged by the server, for good or ill. */
    synchronized void succeeded(SmtpAccountSettings settings) {
        strikes = 0;
        if (fault.isPresent()) {
            log.atInfo().addKeyValue("account", settings.id()).log("SMTP account takes mail again");
            fault = Optional.empty();
            faulty = Optional.empty();
        }
    }

    synchronized AccountStatus status() {
        return new AccountStatus(fault, fault.map(any -> since));
    }
}
