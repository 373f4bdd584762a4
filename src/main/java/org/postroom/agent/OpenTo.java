package org.postroom.agent;

/**
 * What a department's tickets are to agents who have nothing to do with it (SPEC F5).
 *
 * @param allAgentsMayFind any agent may see and comment on them; a manager of any department may answer, change and
 *     assign them too
 * @param managersOutsideMayView managers of any department may see them
 */
public record OpenTo(boolean allAgentsMayFind, boolean managersOutsideMayView) {
    private static final OpenTo NOBODY = new OpenTo(false, false);

    /** To nobody: as it is when conf does not say otherwise. */
    public static OpenTo nobody() {
        return NOBODY;
    }
}
