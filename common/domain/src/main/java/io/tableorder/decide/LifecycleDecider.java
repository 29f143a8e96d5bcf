package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.decide.Decision.Unchanged;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

final class LifecycleDecider {

    private LifecycleDecider() {}

    static Decision open(StoreState state, LifecycleCommand.OpenStore open) {
        if (state.isOpened()) {
            return new Refused(new Rejection.StoreAlreadyOpen(state.storeId()));
        }
        return new Granted(List.of(new StoreLifecycleEvent.Opened(
                open.chainId(), Names.kept(open.storeName()), open.timeZone(), open.currency())));
    }

    static Decision decide(StoreState state, StoreProfile profile, LifecycleCommand command, Instant time) {
        return switch (command) {
            case LifecycleCommand.OpenStore open -> open(state, open);
            case LifecycleCommand.ChangeStore change -> change(state, profile, change, time);
        };
    }

    private static Decision change(
            StoreState state, StoreProfile profile, LifecycleCommand.ChangeStore change, Instant time) {
        if (Expected.isOther(change.expectedVersion(), Versions.of(profile))) {
            return Expected.mismatch(change.expectedVersion(), Versions.of(profile));
        }
        List<StoreEvent> events = new ArrayList<>(3);
        if (change.storeName() != null && !Names.kept(change.storeName()).equals(profile.storeName())) {
            events.add(new StoreLifecycleEvent.Renamed(Names.kept(change.storeName())));
        }
        StoreLifecycleEvent.SettingsChanged before = settings(profile);
        StoreLifecycleEvent.SettingsChanged after = new StoreLifecycleEvent.SettingsChanged(
                Objects.requireNonNullElse(change.timeZone(), before.timeZone()),
                Objects.requireNonNullElse(change.currency(), before.currency()),
                Objects.requireNonNullElse(change.businessDayStart(), before.businessDayStart()));
        if (!state.orderNumbers().areUnused() && !after.timeZone().equals(before.timeZone())) {
            return new Refused(new Rejection.SettingFixed("time_zone"));
        }
        if (!state.orderNumbers().areUnused() && !after.currency().equals(before.currency())) {
            return new Refused(new Rejection.SettingFixed("currency"));
        }
        if (!after.equals(before)) {
            events.add(after);
        }
        intake(profile, change, time, events);
        return events.isEmpty() ? new Unchanged() : new Granted(events);
    }

    private static StoreLifecycleEvent.SettingsChanged settings(StoreProfile profile) {
        return new StoreLifecycleEvent.SettingsChanged(profile.timeZone(), profile.currency(), profile.dayStart());
    }

    private static void intake(
            StoreProfile profile, LifecycleCommand.ChangeStore change, Instant time, List<StoreEvent> events) {
        boolean isPaused = profile.isPausedAt(time);
        boolean shallBePaused = Objects.requireNonNullElse(change.intakePaused(), isPaused);
        if (!shallBePaused && isPaused) {
            events.add(new StoreLifecycleEvent.IntakeResumed());
        } else if (shallBePaused && (!isPaused || saysMore(change))) {
            StoreLifecycleEvent.IntakePaused pause = pause(profile, isPaused, change, time);
            if (!isPaused || !pause.equals(pauseOf(profile))) {
                events.add(pause);
            }
        }
    }

    private static boolean saysMore(LifecycleCommand.ChangeStore change) {
        return change.pauseReason() != null || change.pauseMessage() != null || change.pauseFor() != null;
    }

    private static StoreLifecycleEvent.IntakePaused pauseOf(StoreProfile profile) {
        return new StoreLifecycleEvent.IntakePaused(profile.pauseReason(), profile.pauseMessage(), profile.resumesAt());
    }

    /** Only what is said anew changes of a pause that goes on. */
    private static StoreLifecycleEvent.IntakePaused pause(
            StoreProfile profile, boolean goesOn, LifecycleCommand.ChangeStore change, Instant time) {
        Instant until = change.pauseFor() == null ? null : time.plus(change.pauseFor());
        if (!goesOn) {
            return new StoreLifecycleEvent.IntakePaused(change.pauseReason(), change.pauseMessage(), until);
        }
        return new StoreLifecycleEvent.IntakePaused(
                change.pauseReason() == null ? profile.pauseReason() : change.pauseReason(),
                change.pauseMessage() == null ? profile.pauseMessage() : change.pauseMessage(),
                until == null ? profile.resumesAt() : until);
    }
}
