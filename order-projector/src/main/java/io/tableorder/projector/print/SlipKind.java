package io.tableorder.projector.print;

import io.tableorder.projector.text.ProjectorText;

/** What a slip is about, as the cook has to know before anything else. */
enum SlipKind {
    ORDER(ProjectorText.SLIP_ORDER),
    TAKEN_BACK(ProjectorText.SLIP_TAKEN_BACK),
    CANCELLED(ProjectorText.SLIP_CANCELLED),
    MOVED(ProjectorText.SLIP_MOVED),
    REPRINT(ProjectorText.SLIP_ORDER);

    private final ProjectorText title;

    SlipKind(ProjectorText title) {
        this.title = title;
    }

    ProjectorText title() {
        return title;
    }
}
