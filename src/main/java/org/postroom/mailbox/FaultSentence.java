package org.postroom.mailbox;

import org.postroom.agent.DepartmentId;

/** Puts a mailbox's fault into one sentence or two: whose mailbox, where, what happened, and the way out. Never a password. */
final class FaultSentence {
    private FaultSentence() {}

    static String of(DepartmentId department, MailboxSettings settings, MailboxException fault) {
        String sentence = "The mailbox of department " + department + " (" + settings.protocol() + " at "
                + settings.server().address() + ", user " + settings.login().user() + ") cannot be polled: "
                + whatAndWayOut(settings, fault);
        return without(settings.login().password().reveal(), sentence);
    }

    private static String whatAndWayOut(MailboxSettings settings, MailboxException fault) {
        String host = settings.server().host();
        String said = fault.detail().isEmpty() ? "" : " (" + fault.detail() + ")";
        return switch (fault.kind()) {
            case UNKNOWN_HOST -> "there is no host of the name " + host + ". Check mailbox.host and the name service.";
            case UNREACHABLE ->
                "no connection could be made" + said
                        + ". Check mailbox.host and mailbox.port, and whether the server runs.";
            case TIMED_OUT ->
                "the server does not answer in time" + said
                        + ". Check mailbox.port and mailbox.security, or wait until it does.";
            case TOO_SLOW ->
                "the server is so slow that a poll did not end in time" + said
                        + ". Allow more by mailbox.poll-timeout, or wait until it recovers.";
            case CUT -> "the connection broke" + said + ". It is tried again.";
            case CERTIFICATE_DATE ->
                "its certificate has expired or is not valid yet" + said
                        + ". Renew it on the server, and check this machine's clock.";
            case CERTIFICATE_HOST ->
                "its certificate is not for the host " + host + said
                        + ". Set mailbox.host to a name that the certificate holds.";
            case CERTIFICATE_UNTRUSTED ->
                "its certificate is signed by nobody this machine trusts" + said
                        + ". If it is right, put it or its issuer's into the file of mailbox.trusted-certificates.";
            case TRUST_FILE ->
                "the trusted certificates cannot be read" + said + ". Check the file of mailbox.trusted-certificates.";
            case TLS_FAILED ->
                "no TLS connection came about" + said
                        + ". TLS 1.2 or newer is needed; check mailbox.port and mailbox.security.";
            case NO_STARTTLS ->
                "mailbox.security is STARTTLS, which the server does not offer" + said
                        + ". Use TLS if it can, and be suspicious if it could before.";
            case INJECTED ->
                "the server spoke out of turn before the TLS handshake" + said
                        + ". Somebody may be tampering with the connection; use TLS instead of STARTTLS.";
            case NOT_SUCH_A_SERVER ->
                "what answers there does not speak " + settings.protocol() + said
                        + ". Check mailbox.protocol, mailbox.port and mailbox.security.";
            case UNAVAILABLE -> "the server is not ready to serve it" + said + ". It is tried again.";
            case LOGIN_REFUSED -> "the server refused the login" + said + ". Check mailbox.user and mailbox.password.";
            case IN_USE -> "another program holds the mailbox" + said + ". Only one may poll a POP3 mailbox at a time.";
            case NO_FOLDER ->
                "the folder " + settings.folder() + " cannot be opened" + said + ". Check mailbox.folder.";
            case REFUSED -> "the server refused a command" + said + ".";
            case GARBLED ->
                "the server said something that is not " + settings.protocol() + said + ". It is tried again.";
        };
    }

    private static String without(String password, String sentence) {
        return password.isBlank() ? sentence : sentence.replace(password, "***");
    }
}
