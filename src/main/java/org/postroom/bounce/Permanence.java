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
            Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.0", "5.1.10", "5.4.310");

    /** Codes of mailboxes that are full or closed, of systems, protocols, contents, policies, and of the sender's address. */
    private static final Pattern OTHER_CODE = Pattern.compile("5\\.(?:[67]\\.\\d+|1\\.[789]|2\\.[23]|3\\.4)");

    /** The server refused before it heard of the recipient. */
    private static final Pattern BEFORE_RECIPIENT = Pattern.compile(
            "(?:after|in reply to|>>>|\\[|response to|(?<!y)our) ?(?:the )?(?:mail[ _]from|mail\\b|helo|ehlo|initial connection)|my name was rejected|sender address rejected|domain of sender|sender domain|sender rejected|does not like (?:my )?(?:sender|from)");

    /** The server took the recipient and refused the content, whatever it says: some filters plead an unknown user. */
    private static final Pattern AFTER_RECIPIENT = Pattern.compile(
            "(?:after|in reply to|response to) (?:the )?(?:end of )?(?:message )?data|smtp command\\s+data|>>> data\\s+<<< 5");

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
                    + "|unknown or illegal alias|unknown or invalid|destination addresses were unknown|no matches to nameserver|user name unknown|unknown in (?:local|virtual|relay)|address unknown|account or domain may not exist|recipient address rejected: access denied|address is (?:correct|wrong)|inactive e?-?mail|unbekannt|inconnu|desconocido|sconosciut\\w+|onbekend|宛先不明|存在しません|见つかりません");

    /** A name that could not be looked up this time. */
    private static final Pattern LATER = Pattern.compile(
            "host not found, try again|malformed or unexpected name server|name server(?:s)? (?:reply|failure|loop)|server failure|temporar(?:y|ily)|in the queue too long|mailbox (?:is )?full|quota");

    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])");
    private static final int LONGEST = 4_000;

    private Permanence() {}

    /** Whether an address with this status, about which this was said, is no good. */
    static boolean judge(Optional<String> status, String said) {
        return judge(status, said, said);
    }

    /**
     * The same, where the report tells elsewhere at which command the server refused.
     *
     * @param transcript the report's words about the dialogue
     */
    static boolean judge(Optional<String> status, String said, String transcript) {
        String words = tidy(said);
        Optional<String> code =
                codeIn(words).filter(found -> !found.endsWith(".0.0")).or(() -> status);
        boolean otherCode = code.filter(found ->
                        found.startsWith("4.") || OTHER_CODE.matcher(found).matches())
                .isPresent();
        if (otherCode || BEFORE_RECIPIENT.matcher(words).find()) {
            return false;
        }
        boolean badWords = BAD_ADDRESS_WORDS.matcher(words).find();
        boolean otherWords = NOT_THE_ADDRESS.matcher(words).find();
        if (code.filter(BAD_ADDRESS::contains).isPresent()) {
            return badWords || !otherWords;
        }
        return badWords
                && !AFTER_RECIPIENT.matcher(tidy(transcript)).find()
                && !LATER.matcher(words).find();
    }

    private static String tidy(String said) {
        return said.substring(0, Math.min(said.length(), LONGEST))
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
    }

    /** The first enhanced status code in a text. */
    static Optional<String> codeIn(String text) {
        Matcher status = STATUS.matcher(text);
        return status.find() ? Optional.of(status.group(1)) : Optional.empty();
    }
}
