// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvaltemplates.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace Qt::Literals::StringLiterals;

namespace {

//! "security 2 | compliance 1, technical 1": stages of one group are joined by |.
QString shape(const WorkflowTemplate &shown)
{
    QString text;
    int order = 0;
    for (const WorkflowTemplate::StageRule &stage : shown.stages) {
        if (!text.isEmpty())
            text += stage.order == order ? u" | "_s : u", "_s;
        text += toWire(stage.discipline) + u' ' + QString::number(stage.quorum);
        order = stage.order;
    }
    return text;
}

} // namespace

class TestTemplates final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTemplateFitsTheRequest_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("environment");
        QTest::addColumn<QString>("risk");
        QTest::addColumn<QString>("id");
        const auto row
            = [](const char *type, const char *environment, const char *risk, const char *id) {
                  QTest::addRow("%s %s %s", type, environment, risk)
                      << QString::fromLatin1(type) << QString::fromLatin1(environment)
                      << QString::fromLatin1(risk) << QString::fromLatin1(id);
              };
        row("update", "production", "critical", "critical-change");
        row("install", "production", "high", "critical-change");
        row("install", "production", "medium", "standard-change");
        row("uninstall", "staging", "high", "standard-change");
        row("update", "staging", "low", "low-risk");
        row("update", "production", "low", "low-risk");
        row("install", "development", "critical", "low-risk");
        row("configuration_change", "production", "medium", "config-production");
        row("configuration_change", "global", "medium", "config-production");
        row("configuration_change", "staging", "low", "low-risk");
        row("exemption", "production", "critical", "exemption");
        row("update", "staging", "unknown", "standard-change");
    }
    void theTemplateFitsTheRequest()
    {
        QFETCH(QString, type);
        QFETCH(QString, environment);
        QFETCH(QString, risk);
        const auto templates = loadTemplates();
        QVERIFY2(templates, templates ? "" : qPrintable(describe(templates.error())));
        const auto chosen = chooseTemplate(*templates, fromWire<RequestType>(type),
            fromWire<Environment>(environment), fromWire<Risk>(risk));
        QVERIFY(chosen);
        QTEST(chosen->shown.id, "id");
    }

    void everyTemplateHasItsStages_data()
    {
        QTest::addColumn<QString>("stages");
        QTest::newRow("critical-change")
            << u"security 2 | compliance 1, technical 1, business 1, final 1"_s;
        QTest::newRow("standard-change") << u"security 1, technical 1, business 1"_s;
        QTest::newRow("low-risk") << u"technical 1"_s;
        QTest::newRow("config-production") << u"technical 1, security 1"_s;
        QTest::newRow("exemption") << u"security 1 | compliance 1"_s;
    }
    void everyTemplateHasItsStages()
    {
        const auto templates = loadTemplates();
        QVERIFY2(templates, templates ? "" : qPrintable(describe(templates.error())));
        QCOMPARE(templates->size(), 5);
        const auto found = std::ranges::find_if(*templates, [](const ApprovalTemplate &candidate) {
            return candidate.shown.id == QLatin1StringView(QTest::currentDataTag());
        });
        QVERIFY(found != templates->end());
        QTEST(shape(found->shown), "stages");
        QCOMPARE(found->roles.size(), found->shown.stages.size());
    }

    void noTemplateIsDecidedByAnAdmin()
    {
        const auto templates = loadTemplates();
        QVERIFY2(templates, templates ? "" : qPrintable(describe(templates.error())));
        for (const ApprovalTemplate &candidate : *templates) {
            for (const QList<Role> &roles : candidate.roles)
                QVERIFY2(!roles.contains(Role::PlatformAdmin), qPrintable(candidate.shown.id));
        }
    }

    void aTemplateThatCannotWorkIsRefused_data()
    {
        QTest::addColumn<QByteArray>("stages");
        QTest::newRow("no stages") << QByteArray("[]");
        QTest::newRow("no quorum") << QByteArray(
            R"([{"discipline":"security","name":"S","order":1,"quorum":0,"dueHours":48,"roles":["reviewer:security"]}])");
        QTest::newRow("nobody decides") << QByteArray(
            R"([{"discipline":"security","name":"S","order":1,"quorum":1,"dueHours":48,"roles":[]}])");
        QTest::newRow("unknown role") << QByteArray(
            R"([{"discipline":"security","name":"S","order":1,"quorum":1,"dueHours":48,"roles":["king"]}])");
        QTest::newRow("unknown discipline") << QByteArray(
            R"([{"discipline":"magic","name":"S","order":1,"quorum":1,"dueHours":48,"roles":["reviewer:security"]}])");
        QTest::newRow("out of order") << QByteArray(
            R"([{"discipline":"security","name":"S","order":2,"quorum":1,"dueHours":48,"roles":["reviewer:security"]},
                {"discipline":"technical","name":"T","order":1,"quorum":1,"dueHours":48,"roles":["reviewer:technical"]}])");
    }
    void aTemplateThatCannotWorkIsRefused()
    {
        QFETCH(QByteArray, stages);
        QVERIFY(!parseTemplate(
            R"({"id":"x","version":1,"name":"X","appliesTo":"x","stages":)" + stages + '}'));
    }
};

QTEST_GUILESS_MAIN(TestTemplates)
#include "tst_templates.moc"
