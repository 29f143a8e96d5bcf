package io.tableorder.api.web;

import io.tableorder.api.query.MenuView;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.decide.CatalogueCommand;
import io.tableorder.event.Position;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** This is what a roll-out is asked in, and what comes of it store by store. */
final class RolloutBodies {

    /**
     * So many dishes change with one roll-out, one in each store as a rule: at the writers' 5 ms each that is a second. A
     * chain with more stores sends several.
     */
    static final int MAXIMUM_CHANGES = 200;

    /** A change names two ids and some numbers: 300 bytes in plain JSON. */
    private static final int BYTES_OF_A_CHANGE = 512;

    static final int MAXIMUM_BYTES = MAXIMUM_CHANGES * BYTES_OF_A_CHANGE;

    private RolloutBodies() {}

    record Rollout(
            @NotNull @Size(min = 1, max = MAXIMUM_CHANGES) List<@NotNull @Valid DishChange> changes) {

        /** @throws ProblemException 400 for a dish that is there twice, or of which nothing would change */
        void requireSound() {
            Set<String> dishes = new HashSet<>();
            for (DishChange change : changes) {
                if (change.price() == null && change.available() == null) {
                    throw ProblemException.invalid("changes", ApiText.NO_CHANGE);
                }
                if (change.soldOutUntil() != null && !Boolean.FALSE.equals(change.available())) {
                    throw ProblemException.invalid("sold_out_until", ApiText.ONLY_SOLD_OUT);
                }
                if (!dishes.add(change.storeId() + "/" + change.menuId())) {
                    throw ProblemException.invalid("changes", ApiText.DISH_TWICE.with(change.menuId()));
                }
            }
        }

        Set<String> storeIds() {
            return changes.stream().map(DishChange::storeId).collect(Collectors.toSet());
        }
    }

    /**
     * This is what becomes of one dish in one store.
     *
     * @param version of the dish, as it was seen; another is left alone
     * @param price null leaves it as it is
     * @param available null leaves it as it is
     * @param soldOutUntil with {@code available} false: from when on it can be had again by itself
     */
    record DishChange(
            @NotNull @Pattern(regexp = Bounds.ID) String storeId,

            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String menuId,

            @NotNull @Min(0) Integer version,

            @Nullable @Min(0) @Max(Bounds.MAXIMUM_PRICE) Long price,

            @Nullable Boolean available,
            @Nullable Instant soldOutUntil) {

        CatalogueCommand.ChangeMenu toCommand() {
            return new CatalogueCommand.ChangeMenu(
                    menuId, null, null, price, null, null, null, available, soldOutUntil, null, null, version);
        }
    }

    /**
     * What came of the roll-out.
     *
     * @param changed how many dishes are as they were asked to be
     * @param refused how many are not
     */
    record RolloutOutcome(int changed, int refused, List<DishOutcome> outcomes) {

        static RolloutOutcome of(List<DishOutcome> outcomes) {
            int refused = (int) outcomes.stream()
                    .filter(outcome -> outcome.errorCode() != null)
                    .count();
            return new RolloutOutcome(outcomes.size() - refused, refused, List.copyOf(outcomes));
        }
    }

    /**
     * What came of it for one dish.
     *
     * @param menu the dish right after the change; null when it was refused
     * @param position a read that includes it names it as {@code after}; null when it was refused
     * @param replayed true when an earlier try of this roll-out did it
     * @param errorCode as the problem document of a single change would have it; null when it was not refused
     * @param currentVersion of the dish, when it is not the one that was seen
     */
    record DishOutcome(
            String storeId,
            String menuId,
            @Nullable MenuView menu,
            @Nullable Position position,
            boolean replayed,
            @Nullable String errorCode,
            @Nullable String detail,
            @Nullable Integer currentVersion) {

        static DishOutcome changed(DishChange change, Accepted accepted, MenuView menu) {
            return new DishOutcome(
                    change.storeId(),
                    change.menuId(),
                    menu,
                    accepted.position(),
                    accepted.replayed(),
                    null,
                    null,
                    null);
        }

        static DishOutcome refused(DishChange change, Problem problem, Locale language) {
            return new DishOutcome(
                    change.storeId(),
                    change.menuId(),
                    null,
                    null,
                    false,
                    problem.code().name(),
                    problem.detail().in(language),
                    problem.members().get("current_version") instanceof Integer version ? version : null);
        }
    }
}
