package io.tableorder.api.qr;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Draws the addresses of pages, for only a page knows under which address it is reached. */
@RestController
final class QrController {

    static final String PATH = "/api/v1/auth/qr-codes";

    record QrText(
            @NotNull @Size(min = 1, max = QrRows.MAXIMUM_CHARACTERS)
            String text) {

        @Override
        public String toString() {
            return "QrText[text=***]";
        }
    }

    record QrView(List<String> qrCode) {

        @Override
        public String toString() {
            return "QrView[qrCode=***]";
        }
    }

    /** Draws a text; in the body of a request, for it may have a code in it. */
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    QrView draw(@Valid @RequestBody QrText body) {
        return new QrView(QrRows.of(body.text()));
    }
}
