package com.harbourbank.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import com.harbourbank.model.Customer;
import com.harbourbank.repository.CustomerRepository;
import com.harbourbank.security.SignedIn;
import com.harbourbank.service.NotificationService;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/customers/me")
public class CustomerController {

    private final CustomerRepository customers;
    private final NotificationService notifications;

    public CustomerController(CustomerRepository customers, NotificationService notifications) {
        this.customers = customers;
        this.notifications = notifications;
    }

    @GetMapping
    public Customer me(@AuthenticationPrincipal SignedIn who) {
        return load(who);
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void replace(@AuthenticationPrincipal SignedIn who, @RequestBody Customer customer) {
        customer.setId(who.customerId());
        customers.save(customer);
        notifications.profileChanged(customer);
    }

    @PatchMapping("/contact")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void contact(@AuthenticationPrincipal SignedIn who, @Valid @RequestBody Contact contact) {
        Customer customer = load(who);
        customer.setFullName(contact.fullName());
        customer.setPhone(contact.phone());
        customers.save(customer);
    }

    private Customer load(SignedIn who) {
        return customers.findById(who.customerId())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    record Contact(@NotBlank @Size(max = 120) String fullName, @Size(max = 30) String phone) {
    }
}
