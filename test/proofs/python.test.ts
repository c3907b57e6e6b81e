/** Tests that are written for Python: by framework, runner, and what fixtures and tests there are. */
import { strict as assert } from 'node:assert';
import { proofOf, reasonOf } from '../harness/proofs';

const AUTHENTICATION = 'endpoint-missing-authentication';
const FASTAPI = `from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel

from .db import session
from .security import current_user

app = FastAPI()
User = Annotated[int, Depends(current_user)]


class Loan(BaseModel):
    book: str
    days: int


@app.get("/loans")
def loans(user: User):
    return session.execute("select * from loans where owner = :owner", {"owner": user}).all()


@app.post("/loans")
def borrow(user: User, loan: Loan):
    session.execute("insert into loans values (:owner, :book)", {"owner": user, "book": loan.book})


@app.put("/loans/{loan_id}")
def extend(loan_id: int, loan: Loan):
    session.execute("update loans set days = :days where id = :id", {"days": loan.days, "id": loan_id})
`;
const SECURITY = `from fastapi import HTTPException, Request


def current_user(request: Request) -> int:
    if "user" not in request.session:
        raise HTTPException(401)
    return request.session["user"]
`;
const DB = 'from sqlalchemy.orm import Session\n\nsession = Session()\n';
const LIBRARY = { 'library/__init__.py': '', 'library/main.py': FASTAPI, 'library/security.py': SECURITY, 'library/db.py': DB };

describe('proofs in Python', () => {
  it('ask FastAPI by its own client, with a body that it takes', async () => {
    const { title, file, after, run } = await proofOf({ ...LIBRARY, 'requirements.txt': 'fastapi\n' }, AUTHENTICATION);
    assert.equal(title, 'Prove it: write a test that expects 401 or 403 from PUT /loans/{loan_id}');
    assert.deepEqual([file, run], ['tests/test_main_security.py', 'python -m pytest tests/test_main_security.py']);
    assert.equal(
      after,
      `"""What has to hold for the endpoints in library/main.py, whoever asks."""

from fastapi.testclient import TestClient

from library.main import app

client = TestClient(app, raise_server_exceptions=False, follow_redirects=False)


def test_put_loans_loan_id_is_refused_to_whoever_is_not_signed_in():
    response = client.put("/loans/1", json={"book": "sample", "days": 1})
    assert response.status_code in (401, 403)
`,
    );
  });

  it('take the client of a conftest.py, beside the tests there are', async () => {
    const texts = {
      ...LIBRARY,
      'pyproject.toml': '[project]\nname = "library"\n',
      'tests/api/conftest.py': '@pytest.fixture\ndef client():\n    with TestClient(app) as client:\n        yield client\n',
      'tests/api/test_health.py': 'def test_health(client):\n    assert client.get("/health").status_code == 200\n',
    };
    const { file, after } = await proofOf(texts, AUTHENTICATION);
    assert.equal(file, 'tests/api/test_main_security.py');
    assert.equal(
      after,
      `"""What has to hold for the endpoints in library/main.py, whoever asks."""


def test_put_loans_loan_id_is_refused_to_whoever_is_not_signed_in(client):
    response = client.put("/loans/1", json={"book": "sample", "days": 1})
    assert response.status_code in (401, 403)
`,
    );
  });

  const FLASK = `from flask import Flask, abort, jsonify, request, session

from shop.db import db


def create_app(config=None):
    app = Flask(__name__)

    def signed_in():
        if "user" not in session:
            abort(401)

    @app.get("/orders")
    def orders():
        signed_in()
        return jsonify(db.execute("select * from orders where owner = ?", (session["user"],)).fetchall())

    @app.post("/orders")
    def order():
        signed_in()
        db.execute("insert into orders values (?, ?)", (session["user"], request.json["item"]))
        return "", 201

    @app.delete("/orders/<int:order_id>")
    def cancel(order_id):
        db.execute("delete from orders where id = ?", (order_id,))
        return "", 204

    return app
`;
  const SHOP = { 'shop/__init__.py': '', 'shop/app.py': FLASK, 'shop/db.py': 'import sqlite3\n\ndb = sqlite3.connect("shop.db")\n' };

  it('ask Flask by the application that a function makes', async () => {
    const { after } = await proofOf({ ...SHOP, 'requirements.txt': 'flask\npytest\n' }, AUTHENTICATION);
    assert.ok(after.includes('from shop.app import create_app\n\nclient = create_app().test_client()\n'), after);
    assert.ok(after.includes('    response = client.delete("/orders/1")\n    assert response.status_code in (401, 403)\n'), after);
  });

  it('are methods where the project’s tests are', async () => {
    const texts = {
      ...SHOP,
      'setup.py': 'from setuptools import setup\n',
      'tests/test_shop.py': 'import unittest\n\n\nclass ShopTest(unittest.TestCase):\n    def test_nothing(self):\n        pass\n',
    };
    const { after, run } = await proofOf(texts, AUTHENTICATION);
    assert.equal(run, 'python -m unittest tests.test_app_security');
    assert.equal(
      after,
      `"""What has to hold for the endpoints in shop/app.py, whoever asks."""

import unittest

from shop.app import create_app


class SecurityTest(unittest.TestCase):
    def setUp(self):
        self.client = create_app().test_client()

    def test_delete_orders_int_order_id_is_refused_to_whoever_is_not_signed_in(self):
        response = self.client.delete("/orders/1")
        self.assertIn(response.status_code, (401, 403))
`,
    );
  });

  it('ask Django in a class, by the method that a view takes, and know its way to the sign-in', async () => {
    const texts = {
      'manage.py': '',
      'requirements.txt': 'django\n',
      'site/urls.py': `from django.urls import path

from notes import views

urlpatterns = [path("notes", views.notes), path("notes/add", views.add), path("notes/<int:note_id>", views.remove)]
`,
      'notes/__init__.py': '',
      'notes/models.py': 'from django.db import models\n\n\nclass Note(models.Model):\n    text = models.TextField()\n',
      'notes/views.py': `from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from .models import Note


@login_required
def notes(request):
    return JsonResponse({"notes": list(Note.objects.values("text"))})


@login_required
def add(request):
    Note.objects.create(text=request.POST["text"])
    return HttpResponse(status=201)


@require_http_methods(["DELETE"])
def remove(request, note_id):
    Note.objects.filter(pk=note_id).delete()
    return HttpResponse(status=204)
`,
      'notes/tests.py': 'from django.test import TestCase\n',
    };
    const { file, after, run } = await proofOf(texts, AUTHENTICATION);
    assert.deepEqual([file, run], ['notes/test_notes_views_security.py', 'python manage.py test notes.test_notes_views_security']);
    assert.equal(
      after,
      `"""What has to hold for the endpoints in notes/views.py, whoever asks."""

from django.test import TestCase


class SecurityTest(TestCase):
    def test_all_notes_int_note_id_is_refused_to_whoever_is_not_signed_in(self):
        response = self.client.delete("/notes/1")
        # Whoever is led to where one signs in is refused.
        status = 401 if "login" in response.headers.get("Location", "") else response.status_code
        self.assertIn(status, (401, 403))
`,
    );
  });

  it('take the beginning of a path that settings decide for empty, and say so', async () => {
    const main =
      'from fastapi import FastAPI\n\nfrom . import config\nfrom .main import router\n\napp = FastAPI()\napp.include_router(router, prefix=config.BASE)\n';
    const texts = {
      ...LIBRARY,
      'library/main.py': FASTAPI.replace(', FastAPI', ', APIRouter')
        .replace('app = FastAPI()', 'router = APIRouter()')
        .replaceAll('@app', '@router'),
      'library/app.py': main,
      'library/config.py': 'import os\n\nBASE = os.environ["BASE"]\n',
      'requirements.txt': 'fastapi\n',
    };
    const { title, after, left } = await proofOf(texts, AUTHENTICATION);
    assert.equal(title, 'Prove it: write a test that expects 401 or 403 from PUT /…/loans/{loan_id}');
    assert.deepEqual(left, ['what the path begins with, where settings say so']);
    assert.match(after, / {4}# Settings decide what the path begins with: put that in front of it\.\n.*client\.put\("\/loans\/1", /);
  });

  it('leave to be written what only the program knows', async () => {
    const texts = { ...SHOP, 'shop/app.py': FLASK.replace('config=None', 'config'), 'requirements.txt': 'flask\n' };
    const { after, left } = await proofOf(texts, AUTHENTICATION);
    assert.deepEqual(left, ['calling create_app(config) with what the program gives it']);
    assert.match(
      after,
      /import create_app\n\n\ndef application\(\):\n.*\n {4}raise NotImplementedError\("\w+: return create_app\(config\)/,
    );
    assert.ok(after.includes('\n\n\nclient = application().test_client()\n\n\ndef test_'), after);
  });

  it('say why there can be none', async () => {
    const texts = { ...SHOP, 'shop/app.py': FLASK.replace('def create_app', 'async def create_app'), 'requirements.txt': 'flask\n' };
    assert.equal(await reasonOf(texts, AUTHENTICATION), 'what makes the application in shop/app.py cannot be told');
  });
});
