"""Opening hours and departments, for the site of the clinic, as a graph."""

import strawberry
from strawberry.fastapi import GraphQLRouter
from strawberry.extensions import QueryDepthLimiter


@strawberry.type
class Department:
    name: str
    opens: str

    @strawberry.field
    def neighbours(self) -> list["Department"]:
        return [d for d in DEPARTMENTS if d.name != self.name]


DEPARTMENTS = [Department(name="Surgery", opens="07:00"), Department(name="Radiology", opens="08:00")]


@strawberry.type
class Query:
    @strawberry.field
    def departments(self) -> list[Department]:
        return DEPARTMENTS


schema = strawberry.Schema(query=Query, extensions=[QueryDepthLimiter(max_depth=4)])
router = GraphQLRouter(schema, graphql_ide=None)
