package org.postroom.bounce;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether an address is no good from what a server said: its words first, as they are more exact than most codes. */
final class Permanence {
    /** RFC 3463 section 3.2: bad mailbox, bad system, syntax, moved, null MX (RFC 7505); 3.3: mailbox disabled for good. */
    private static final Set<String> BAD_ADDRESS =
            Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.0.350", "5.1.0", "5.4.310");

    private static final Pattern NOT_THE_ADDRESS = Pattern.compile(
            "quota|mail ?box(?:es)? (?:is |are )?(?:currently )?full|full mailbox|(?:in|out)sufficient (?:system )?(?:storage|space|disk)|not enough (?:storage|space|disk)|out of (?:storage|space|disk)|disk (?:is )?full|storage (?:limit|exceeded)"
                    + "|over ?limit|exceed|too (?:large|big|many|much)|size limit|maximum (?:message )?size|larger than"
                    + "|spam|junk|virus|malware|blacklist|black ?list|blocklist|block list|blocked|\\bbanned|\\bdnsbl|\\brbl\\b|spamhaus|spamcop|barracuda|reputation|listed (?:at|in|on|by)|poor|phish"
                    + "|policy|prohibited|forbidden|not allowed|not permitted|not authorized|not authorised|unauthori[sz]ed|access denied|denied|administratively|relay|authenticat|\\bspf\\b|\\bdkim\\b|\\bdmarc\\b"
                    + "|reverse dns|\\bptr\\b|\\brdns\\b|cannot find your|sender (?:address )?(?:verify|rejected|denied|verification)|sender domain|\\btls\\b|starttls|helo|ehlo"
                    + "|greylist|gr[ae]y-?list|try (?:again|later)|temporar|timed? ?out|timeout|connection (?:refused|reset|lost|dropped)|retry|expired|deferred|delayed|rate limit|throttl"
                    + "|suspended|inactive|on hold|deactivated|disabled|over its|content|rejected due to|message rejected|filtered|service unavailable|loop|too many hops|hop count");

    private static final Pattern BAD_ADDRESS_WORDS = Pattern.compile(
            "(?:user|recipient|address|mailbox|account|addressee|person|name|id)(?: \\S+)? (?:is |was )?(?:unknown|not (?:found|known|exist)|does ?n['o]t exist|doesn't exist|invalid|no longer (?:available|valid|active|exists|in use|on server))"
                    + "|(?:unknown|invalid|nonexist\\w*|non-exist\\w*|undefined|bad|illegal) (?:destination )?(?:local|user|recipient|address|mailbox|account|e?-?mail|name|alias|virtual|domain|host)"
                    + "|no such (?:user|recipient|address|mailbox|account|person|domain|host|local|addressee|name|alias|e?-?mail|destination|virtual)|no mailbox|no (?:valid )?recipient|no (?:user|account) |not our customer|not a (?:known|valid|local) (?:user|recipient|mailbox|address|account)|not a user|no one by that name"
                    + "|does(?: not|n't) (?:exist|have an? )|do not have an account|not have an? [\\w.]+ account|not (?:listed|found) in|user not found|unable to find (?:recipient|user|alias)|couldn't find any|could not (?:find|be found)|cannot be found|can ?not find (?:the )?(?:user|recipient|mailbox|account)|there is no (?:one|such|user|account|mailbox)|this user doesn|isn't in my|not in (?:the |our )?(?:directory|address book|user list)"
                    + "|user\\.? ?unknown|unroute?able|unrouteable address|invalid[_-]?recipient|recipnotfound|recipient ?not ?found|unknown-?user|unknown[_ ]?recipient|mailbox unavailable|mailbox not|mailbox ?unknown|not known|not recogni[sz]ed"
                    + "|host (?:unknown|not found|name lookup failure|or domain name not found)|unknown host|domain (?:not found|does|doesn|is not|unknown|name not)|name service error|nxdomain|no (?:mx|dns) |null ?mx|name or service not known|nullmx|host or domain|couldn't (?:find|be) any host|unresolvable|invalid domain|no route to host|couldn't find a mail exchanger|bad destination"
                    + "|(?:has|have) moved|has changed|address change|no longer (?:works|with|employed|at|accept|exist|monitored)|left the company|does not accept (?:mail|any)|account (?:has been |is |was )?(?:closed|deleted|removed|terminated|cancell?ed)|user (?:has been )?(?:removed|deleted)|has been (?:removed|deleted|closed|terminated)"
                    + "|unknown or illegal alias|unknown or invalid|destination addresses were unknown|no matches to nameserver|user name unknown|unknown in (?:local|virtual|relay)|address (?:rejected|unknown)|unbekannt|inconnu|desconocido|sconosciut\\w+|onbekend|宛先不明|存在しません|见つかりません");

    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])");
    private static final int LONGEST = 4_000;

    private Permanence() {}

    /** Whether an address with this status, about which this was said, is no good. */
    static boolean judge(Optional<String> status, String said) {
        String words = said.substring(0, Math.min(said.length(), LONGEST)).toLowerCase(Locale.ROOT);
        Optional<String> code =
                codeIn(words).filter(found -> !found.endsWith(".0.0")).or(() -> status);
        if (code.filter(found -> found.startsWith("4.")).isPresent()) {
            return false;
        }
        boolean badWords = BAD_ADDRESS_WORDS.matcher(words).find();
        boolean otherWords = NOT_THE_ADDRESS.matcher(words).find();
        boolean badCode = code.filter(BAD_ADDRESS::contains).isPresent();
        if (badCode) {
            return badWords || !otherWords;
        }
        return badWords
                && !(otherWords
                        && code.filter(found -> found.startsWith("5.7.") || found.startsWith("5.2."))
                                .isPresent());
    }

    /** The first enhanced status code in a text. */
    static Optional<String> codeIn(String text) {
        Matcher status = STATUS.matcher(text);
        return status.find() ? Optional.of(status.group(1)) : Optional.empty();
    }
}
