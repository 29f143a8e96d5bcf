package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.query.StationView;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.decide.StationCommand;
import io.tableorder.event.Ids;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.store.Receipt;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keeps up where a store's dishes are prepared. */
@RestController
@RequestMapping(path = "/api/v1/admin/stations", produces = MediaType.APPLICATION_JSON_VALUE)
final class StationController {

    /**
     * @param categoryIds of categories, every dish of which is prepared there; none when absent
     * @param menuIds of dishes that are prepared there whatever their category; none when absent
     */
    record NewStation(
            @NotNull @DisplayName(max = Bounds.MAXIMUM_STATION_NAME)
            String stationName,

            @Nullable @Size(max = Bounds.MAXIMUM_CATEGORIES_OF_STATION)
            List<@NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String> categoryIds,

            @Nullable @Size(max = Bounds.MAXIMUM_DISHES_OF_STATION)
            List<@NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String> menuIds) {

        StationCommand.AddStation toCommand(String stationId) {
            return new StationCommand.AddStation(stationId, stationName, orNone(categoryIds), orNone(menuIds));
        }

        private static List<String> orNone(@Nullable List<String> ids) {
            return ids == null ? List.of() : ids;
        }
    }

    /** Changes what is given; null leaves a value as it is, and a list is the whole new one. */
    record StationChange(
            @Nullable @DisplayName(max = Bounds.MAXIMUM_STATION_NAME)
            String stationName,

            @Nullable @Size(max = Bounds.MAXIMUM_CATEGORIES_OF_STATION)
            List<@NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String> categoryIds,

            @Nullable @Size(max = Bounds.MAXIMUM_DISHES_OF_STATION)
            List<@NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String> menuIds) {

        StationCommand.ChangeStation toCommand(String stationId, @Nullable Integer expectedVersion) {
            return new StationCommand.ChangeStation(stationId, stationName, categoryIds, menuIds, expectedVersion);
        }
    }

    private final CommandDesk desk;

    StationController(CommandDesk desk) {
        this.desk = desk;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<StationView> add(Write write, @Valid @RequestBody NewStation body) {
        return answer(HttpStatus.CREATED, desk.submit(write, body, body.toCommand(Ids.next())));
    }

    @PatchMapping("/{station_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    ResponseEntity<StationView> change(
            Write write, @PathVariable("station_id") String stationId, @Valid @RequestBody StationChange body) {
        return answer(HttpStatus.OK, desk.submit(write, body, version -> body.toCommand(stationId, version)));
    }

    @DeleteMapping("/{station_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> remove(Write write, @PathVariable("station_id") String stationId) {
        return Answers.gone(desk.submit(write, null, version -> new StationCommand.RemoveStation(stationId, version)));
    }

    private static ResponseEntity<StationView> answer(HttpStatus status, Accepted accepted) {
        StationView station = accepted.body(StationController::view, subject -> view(subject.station()));
        return Answers.of(status, accepted, station.version(), station);
    }

    private static @Nullable StationView view(Receipt receipt) {
        return switch (receipt.event()) {
            case StationEvent.Added(Station station) -> StationView.of(station);
            case StationEvent.Changed(Station station) -> StationView.of(station);
            default -> null;
        };
    }

    private static @Nullable StationView view(@Nullable Station station) {
        return station == null ? null : StationView.of(station);
    }
}
