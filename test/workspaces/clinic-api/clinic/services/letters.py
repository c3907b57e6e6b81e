"""Letters that a language model drafts, to be finished by hand."""

from openai import AsyncOpenAI

from ..models import Referral

client = AsyncOpenAI(timeout=20)


async def referral(asked: Referral) -> str:
    treated = ", ".join(asked.medication)
    answer = await client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[
            {"role": "system", "content": f"You draft letters to the department of {asked.department}."},
            {"role": "user", "content": f"Refer a patient with {asked.diagnosis}, treated with {treated}."},
        ],
        max_tokens=400,
    )
    return answer.choices[0].message.content or ""
