package org.postroom.conversation;

/** What the mail server in front of us says on whether a mail comes from the domain it names. */
public enum SenderProof {
    /** Conf trusts no server's word. */
    NOT_ASKED,
    /** The trusted server saw SPF, DKIM or DMARC pass for the domain of From. */
    ALIGNED,
    /** It did not, or says nothing. */
    NOT_ALIGNED
}
