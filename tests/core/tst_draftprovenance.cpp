// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/draftprovenance.h"

#include <QJsonArray>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class TestDraftProvenance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyInAListStandsForTheList();
    void aMapHasNoValueOfItsOwn();
    void theDraftWinsOverGlobal();
    void theTenantWinsOverTheDraft();
    void theRevisionStaysWhileTheDraftSaysTheSame();
    void nothingInForceStillNamesTheOverlays();
};

namespace {

const OverlayRef global {Environment::Global, {}};
const OverlayRef production {Environment::Production, {}};
const OverlayRef tenant {Environment::Production, u"acme"_s};

EffectiveConfig inForce()
{
    EffectiveConfig config;
    config.environment = Environment::Production;
    config.tenant = u"acme"_s;
    EffectiveValue cycles;
    cycles.pointer = u"/argocd/waitCycles"_s;
    cycles.sources = {{global, 12, 10, true}, {production, 41, 25, true}, {tenant, 0, QJsonValue::Null, false}};
    EffectiveValue limit;
    limit.pointer = u"/argocd/limit"_s;
    limit.sources = {{global, 12, 1, true}, {production, 41, 2, true}, {tenant, 7, 60, true}};
    config.values = {cycles, limit};
    return config;
}

} // namespace

void TestDraftProvenance::aKeyInAListStandsForTheList()
{
    const auto document = YamlDocument::parse(u"a:\n  list:\n    - name: x\n      inner:\n        - 1\n"_s);
    QCOMPARE(effectiveKey(document, u"/a/list/0/name"_s), u"/a/list"_s);
    QCOMPARE(effectiveKey(document, u"/a/list/0/inner/0"_s), u"/a/list"_s);
}

void TestDraftProvenance::aMapHasNoValueOfItsOwn()
{
    const auto document = YamlDocument::parse(u"a:\n  b: 1\n"_s);
    QCOMPARE(effectiveKey(document, u"/a"_s), QString());
    QCOMPARE(effectiveKey(document, u"/a/b"_s), u"/a/b"_s);
}

void TestDraftProvenance::theDraftWinsOverGlobal()
{
    const auto draft = YamlDocument::parse(u"argocd:\n  waitCycles: 40\n"_s);
    const EffectiveValue value = draftedValue(inForce(), production, draft, u"/argocd/waitCycles"_s);
    QCOMPARE(value.value, QJsonValue(40));
    QCOMPARE(value.winner, production);
    QCOMPARE(value.sources.at(1).revision, 0);
    QCOMPARE(value.sources.at(0).revision, 12);
}

void TestDraftProvenance::theTenantWinsOverTheDraft()
{
    const auto draft = YamlDocument::parse(u"argocd:\n  limit: 40\n"_s);
    const EffectiveValue value = draftedValue(inForce(), production, draft, u"/argocd/limit"_s);
    QCOMPARE(value.value, QJsonValue(60));
    QCOMPARE(value.winner, tenant);
}

void TestDraftProvenance::theRevisionStaysWhileTheDraftSaysTheSame()
{
    const auto draft = YamlDocument::parse(u"argocd:\n  waitCycles: 25\n"_s);
    QCOMPARE(draftedValue(inForce(), production, draft, u"/argocd/waitCycles"_s).sources.at(1).revision, 41);
}

void TestDraftProvenance::nothingInForceStillNamesTheOverlays()
{
    EffectiveConfig nothing;
    nothing.environment = Environment::Production;
    const auto draft = YamlDocument::parse(u"a: text\n"_s);
    const EffectiveValue value = draftedValue(nothing, production, draft, u"/a"_s);
    QCOMPARE(value.sources.size(), 2);
    QCOMPARE(value.sources.at(0).isSet, false);
    QCOMPARE(value.winner, production);
    QCOMPARE(value.value, QJsonValue(u"text"_s));
}

QTEST_GUILESS_MAIN(TestDraftProvenance)
#include "tst_draftprovenance.moc"
