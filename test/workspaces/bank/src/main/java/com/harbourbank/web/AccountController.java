package com.harbourbank.web;

import java.util.List;

import jakarta.validation.Valid;

import com.harbourbank.dto.AccountView;
import com.harbourbank.dto.TransactionFilter;
import com.harbourbank.dto.TransactionRow;
import com.harbourbank.model.Account;
import com.harbourbank.repository.AccountRepository;
import com.harbourbank.security.SignedIn;
import com.harbourbank.service.ReceiptPage;
import com.harbourbank.service.TransferService;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/accounts")
public class AccountController {

    private final AccountRepository accounts;
    private final TransferService transfers;
    private final ReceiptPage receipts;

    public AccountController(AccountRepository accounts, TransferService transfers, ReceiptPage receipts) {
        this.accounts = accounts;
        this.transfers = transfers;
        this.receipts = receipts;
    }

    @GetMapping
    public List<AccountView> mine(@AuthenticationPrincipal SignedIn who) {
        return accounts.findByOwnerId(who.customerId()).stream().map(AccountView::of).toList();
    }

    @GetMapping("/{id}")
    public AccountView one(@PathVariable long id) {
        return accounts.findById(id).map(AccountView::of).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/{id}/transactions")
    public List<TransactionRow> transactions(@AuthenticationPrincipal SignedIn who, @PathVariable long id,
            @Valid TransactionFilter filter) {
        return transfers.history(who, id, filter);
    }

    @GetMapping(value = "/{id}/transactions/{transaction}/receipt", produces = MediaType.TEXT_HTML_VALUE)
    public String receipt(@AuthenticationPrincipal SignedIn who, @PathVariable long id, @PathVariable long transaction,
            @RequestParam(defaultValue = "") String heading) {
        return receipts.render(transfers.one(who, id, transaction), heading);
    }

    @PutMapping("/{id}/freeze")
    public AccountView freeze(@PathVariable long id) {
        return setFrozen(id, true);
    }

    @PutMapping("/{id}/release")
    @PreAuthorize("hasRole('STAFF')")
    public AccountView release(@PathVariable long id) {
        return setFrozen(id, false);
    }

    private AccountView setFrozen(long id, boolean frozen) {
        Account account = accounts.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        account.setFrozen(frozen);
        return AccountView.of(accounts.save(account));
    }
}
