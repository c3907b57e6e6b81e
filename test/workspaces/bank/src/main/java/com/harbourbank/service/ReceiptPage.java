package com.harbourbank.service;

import com.harbourbank.dto.TransactionRow;

import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** A receipt to be printed, with a line of the customer's own choice above it. */
@Component
public class ReceiptPage {

    public String render(TransactionRow row, String heading) {
        return """
                <!doctype html>
                <title>Receipt %d</title>
                <h1>%s</h1>
                <p>%s to %s on %s</p>
                <p>%s</p>
                """.formatted(
                row.id(),
                heading.isBlank() ? "Receipt" : heading,
                row.amount(),
                HtmlUtils.htmlEscape(row.counterparty()),
                row.bookedAt(),
                HtmlUtils.htmlEscape(row.note()));
    }
}
