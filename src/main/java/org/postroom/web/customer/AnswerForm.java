package org.postroom.web.customer;

/**
 * The box to answer, as its page shows it.
 *
 * @param text what stands in it
 * @param fault what is wrong with it, a sentence; may be empty
 * @param key its own key
 * @param open whether there is one: not on a ticket that is locked
 * @param most bytes of all files together
 */
record AnswerForm(String text, String fault, String key, boolean open, long most) {
    private static final double MEGA = 1e6;

    long megabytes() {
        return Math.round(most / MEGA);
    }

    int longest() {
        return Written.LONGEST;
    }
}
