package com.harbourbank.service;

import java.math.BigDecimal;
import java.math.MathContext;

import org.springframework.expression.ExpressionParser;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.stereotype.Component;

@Component
public class LoanCalculator {

    private static final String HOUSE_FORMULA = "#amount * (1 + 0.039 * #months / 12) / #months";

    private final ExpressionParser parser = new SpelExpressionParser();

    /** The monthly instalment that the bank offers. */
    public BigDecimal instalment(BigDecimal amount, int months) {
        return apply(HOUSE_FORMULA, amount, months);
    }

    /** The instalment by a formula that the staff would like to try. */
    public BigDecimal apply(String formula, BigDecimal amount, int months) {
        StandardEvaluationContext context = new StandardEvaluationContext();
        context.setVariable("amount", amount);
        context.setVariable("months", months);
        BigDecimal result = parser.parseExpression(formula).getValue(context, BigDecimal.class);
        return result == null ? BigDecimal.ZERO : result.round(MathContext.DECIMAL64);
    }
}
