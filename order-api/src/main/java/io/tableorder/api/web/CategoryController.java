package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.query.CategoryView;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.web.DetailBodies.AskedNames;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.decide.CatalogueCommand;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.Ids;
import io.tableorder.store.Catalogue.Category;
import io.tableorder.store.Receipt;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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

/** Keeps up the menu's categories. */
@RestController
@RequestMapping(path = "/api/v1/admin/categories", produces = MediaType.APPLICATION_JSON_VALUE)
final class CategoryController {

    record NewCategory(
            @NotNull @DisplayName(max = Bounds.MAXIMUM_NAME) String categoryName,

            @Nullable @Min(0) @Max(Bounds.MAXIMUM_DISPLAY_ORDER)
            Integer displayOrder) {}

    /**
     * Changes what is given; null leaves a value as it is.
     *
     * @param hidden true hides the category from guests, who cannot order its dishes either; false shows it again
     * @param translations all of its name from now on; none of them leaves none
     */
    record CategoryChange(
            @Nullable @DisplayName(max = Bounds.MAXIMUM_NAME)
            String categoryName,

            @Nullable @Min(0) @Max(Bounds.MAXIMUM_DISPLAY_ORDER)
            Integer displayOrder,

            @Nullable Boolean hidden,

            @Nullable @Valid AskedNames translations) {

        CatalogueCommand.ChangeCategory toCommand(String categoryId, @Nullable Integer expectedVersion) {
            return new CatalogueCommand.ChangeCategory(
                    categoryId, categoryName, displayOrder, hidden, DetailBodies.names(translations), expectedVersion);
        }
    }

    private final CommandDesk desk;

    CategoryController(CommandDesk desk) {
        this.desk = desk;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CategoryView> add(Write write, @Valid @RequestBody NewCategory body) {
        Accepted accepted = desk.submit(
                write, body, new CatalogueCommand.AddCategory(Ids.next(), body.categoryName(), body.displayOrder()));
        return answer(HttpStatus.CREATED, accepted);
    }

    @PatchMapping("/{category_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    ResponseEntity<CategoryView> change(
            Write write, @PathVariable("category_id") String categoryId, @Valid @RequestBody CategoryChange body) {
        return answer(HttpStatus.OK, desk.submit(write, body, version -> body.toCommand(categoryId, version)));
    }

    @DeleteMapping("/{category_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.VERSION_MEANING)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> remove(Write write, @PathVariable("category_id") String categoryId) {
        return Answers.gone(
                desk.submit(write, null, version -> new CatalogueCommand.RemoveCategory(categoryId, version)));
    }

    private static ResponseEntity<CategoryView> answer(HttpStatus status, Accepted accepted) {
        CategoryView category = accepted.body(CategoryController::view, subject -> view(subject.category()));
        return Answers.of(status, accepted, category.version(), category);
    }

    private static @Nullable CategoryView view(Receipt receipt) {
        return switch (receipt.event()) {
            case CatalogueEvent.CategoryAdded(var id, var name, int order) ->
                CategoryView.of(id, name, order, false, null);
            // Of one that guests see, and go on seeing, under one name; the others say more.
            case CatalogueEvent.CategoryChanged(var id, var name, int order) ->
                CategoryView.of(id, name, order, false, null);
            case CatalogueEvent.CategoryVisibilityChanged(var id, var name, int order, boolean hidden) ->
                CategoryView.of(id, name, order, hidden, null);
            case CatalogueEvent.CategoryDetailsChanged(var id, var name, int order, boolean hidden, var translations) ->
                CategoryView.of(id, name, order, hidden, translations);
            default -> null;
        };
    }

    private static @Nullable CategoryView view(@Nullable Category category) {
        return category == null
                ? null
                : CategoryView.of(
                        category.categoryId(),
                        category.categoryName(),
                        category.displayOrder(),
                        category.hiddenFromGuests(),
                        category.translations());
    }
}
