// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/delegationservice.h"
#include "tests/widgets/approvals/inboxscene.h"
#include "widgets/approvals/requestwords.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTest>
#include <QTreeView>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace gatehouse::widgetstest;
using namespace Qt::Literals::StringLiterals;

namespace {

const PersonRef ines {PersonId(u"per_ines"_s), u"Ines Duarte"_s};
const PersonRef wei {PersonId(u"per_wei"_s), u"Wei Zhang"_s};

QDateTime at(int minutes)
{
    return QDateTime(QDate(2026, 11, 23), QTime(10, 46, 31), Qt::UTC).addSecs(60 * minutes);
}

Stage stage(const QString &id, const QString &name, int order, StageStatus status)
{
    Stage stage;
    stage.id = StageId(id);
    stage.name = name;
    stage.order = order;
    stage.status = status;
    return stage;
}

ApprovalRequest request()
{
    ApprovalRequest r;
    r.id = RequestId(u"req_1"_s);
    r.number = u"REQ-1"_s;
    r.queue = u"your_turn"_s;
    r.pluginName = u"@a/plugin-one"_s;
    r.type = RequestType::Update;
    r.status = RequestStatus::InReview;
    r.environment = Environment::Production;
    r.risk = Risk::High;
    r.version = u"2.0.0"_s;
    r.requestedBy = {PersonId(u"per_requester"_s), u"Delivery Tooling lead"_s};
    r.createdAt = r.updatedAt = r.expiresAt = at(-60);
    r.etag = u"e1"_s;
    r.stages = {stage(u"stg_1"_s, u"Security"_s, 1, StageStatus::Active), stage(u"stg_2"_s, u"Compliance"_s, 1, StageStatus::Active)};
    r.stages[0].callerEligible = true;
    r.preview = StagePreview {true, u"Your approval makes Security 1 of 1"_s, u"Nothing else is missing."_s, {}};
    r.actions.allowed = {u"approve"_s, u"claim"_s, u"delegate"_s, u"comment"_s};
    r.actions.blocked = {{u"unclaim"_s, u"conflict_state"_s, u"You have not claimed a stage of REQ-1."_s},
        {u"escalate"_s, u"conflict_state"_s, u"The workflow names nobody to escalate Security to."_s}};
    return r;
}

QByteArray bytes(const ApprovalRequest &request)
{
    return toJsonBytes(toJson(request));
}

} // namespace

//! Claiming, handing over, escalating and looking back, from the request on the screen.
class TestStageActions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aKeyClaimsTheStage();
    void theSameKeyGivesItBack();
    void aRefusedClaimIsSaidInTheDetail();
    void whatCannotBeDoneSaysWhy();
    void stagesAreHandedOverByKeys();
    void theDialogSaysWhatTheyMayNotTake();
    void aDelegateWhoMayTakeNothingIsNotOffered();
    void theTimesMustMakeSense();
    void whatIsHandedOverIsTakenBack();
    void allStagesAreHandedOverFromThePalette();
    void wordsOfAHandoverAreKept();
    void anEscalationNamesTheStage();
    void anEmergencyAsksToLookBack();
    void aReviewThatWasDoneIsSaid();
    void theTrackSaysWhoIsAtIt();
    void theTrackKnowsParallelStages();
    void theTrackTellsPolicyFromPeople();
    void everyControlOfTheDialogHasAName();
    void noTextIsClipped();

private:
    ScriptedAnswer answer(const SeenRequest &seen);
    void show(const ApprovalRequest &request);
    QByteArray bodyTo(const char *end, const char *verb = "POST") const;
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(child<QTreeView>("requestList"), key, modifiers); }
    template <typename T>
    T *child(const char *name) const { return m_scene->child<T>(name); }

    std::unique_ptr<InboxScene> m_scene;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<DelegationService> m_delegations;
    ScriptedAnswer m_answer;
    QByteArray m_candidates;
    QByteArray m_given;
};

void TestStageActions::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestStageActions::init()
{
    m_answer = {};
    m_candidates = R"({"items":[)"
                   R"({"person":{"id":"per_ines","name":"Ines Duarte"},"roles":["reviewer:security"],"stages":2,"barred":0,"bars":[]},)"
                   R"({"person":{"id":"per_wei","name":"Wei Zhang"},"roles":["reviewer:technical"],"stages":2,"barred":1,"bars":[)"
                   R"({"requestId":"req_1","number":"REQ-1","pluginName":"@a/plugin-one","stageName":"Security","message":"Wei Zhang asked for this."}]},)"
                   R"({"person":{"id":"per_none","name":"Nobody"},"roles":[],"stages":2,"barred":2,"bars":[]}],"asOf":"2026-11-23T10:00:00.000Z"})";
    m_given = R"({"items":[],"asOf":"2026-11-23T10:00:00.000Z"})";
    m_scene = std::make_unique<InboxScene>([this](const SeenRequest &seen) { return answer(seen); });
    m_scene->listenToKeys();
    QVERIFY(m_scene->openOutbox());
    m_delegations = std::make_unique<DelegationService>(m_scene->client, *m_scene->outbox);
    InboxPage::Parts parts = m_scene->parts(nullptr);
    parts.delegations = m_delegations.get();
    auto *page = new InboxPage(parts, m_scene->window.get());
    m_scene->show(page);
    show(request());
    page->activate();
}

void TestStageActions::cleanup()
{
    m_scene->closeWindow();
    m_delegations.reset();
    m_scene.reset();
}

ScriptedAnswer TestStageActions::answer(const SeenRequest &seen)
{
    const QByteArray path = seen.target.split('?').first();
    if (path.endsWith("/candidates"))
        return jsonAnswer(m_candidates);
    if (path.endsWith("/delegations") && seen.verb == "GET")
        return jsonAnswer(m_given);
    if (seen.verb == "POST")
        return m_answer;
    if (path.endsWith("/comments"))
        return jsonAnswer(R"({"items":[],"page":{"limit":200},"asOf":"2026-11-23T10:00:00.000Z"})");
    return jsonAnswer(R"({"items":[],"asOf":"2026-11-23T10:00:00.000Z"})");
}

void TestStageActions::show(const ApprovalRequest &request)
{
    m_scene->requests.replaceAll({request}, m_scene->clock.now());
    QTRY_COMPARE(child<QLabel>("requestName")->text(), request.pluginName);
}

QByteArray TestStageActions::bodyTo(const char *end, const char *verb) const
{
    const SeenRequest *sent = m_scene->sentTo(end, verb);
    return sent ? sent->body : QByteArray();
}

void TestStageActions::aKeyClaimsTheStage()
{
    ApprovalRequest claimed = request();
    claimed.etag = u"e2"_s;
    claimed.stages[0].claims = {{ines, at(60)}};
    m_answer = jsonAnswer(bytes(claimed));
    key(Qt::Key_T, Qt::ShiftModifier);
    QTRY_COMPARE(bodyTo("/claim"), QByteArray(R"({"stageId":"stg_1"})"));
    QCOMPARE(m_scene->sentTo("/claim")->header("if-match"), QByteArray("\"e1\""));
    QTRY_VERIFY(child<QWidget>("stageTrack")->accessibleDescription().contains(u"Ines Duarte is at it"_s));
}

void TestStageActions::theSameKeyGivesItBack()
{
    ApprovalRequest claimed = request();
    claimed.stages[0].claims = {{ines, at(60)}};
    claimed.actions.allowed = {u"approve"_s, u"unclaim"_s};
    claimed.actions.blocked = {{u"claim"_s, u"conflict_state"_s, u"You have claimed Security already."_s}};
    show(claimed);
    m_answer = jsonAnswer(bytes(request()));
    key(Qt::Key_T, Qt::ShiftModifier);
    QTRY_VERIFY(m_scene->sentTo("/unclaim"));
    QVERIFY(!m_scene->sentTo("/claim"));
    QTRY_VERIFY(!child<QWidget>("stageTrack")->accessibleDescription().contains(u"is at it"_s));
}

void TestStageActions::aRefusedClaimIsSaidInTheDetail()
{
    m_answer = problemAnswer(409, "conflict_state", "You have claimed Security already.");
    key(Qt::Key_T, Qt::ShiftModifier);
    QTRY_VERIFY(m_scene->says(u"You have claimed Security already."_s));
    ApprovalRequest other = request();
    other.id = RequestId(u"req_2"_s);
    other.pluginName = u"plugin-two"_s;
    show(other);
    QVERIFY(!m_scene->says(u"You have claimed Security already."_s));
}

void TestStageActions::whatCannotBeDoneSaysWhy()
{
    QCOMPARE(m_scene->actions->blockedReason(u"request.escalate"_s), u"The workflow names nobody to escalate Security to."_s);
    QVERIFY(m_scene->actions->blockedReason(u"request.claim"_s).isEmpty());
    child<QAbstractButton>("requestMore")->click();
    auto *menu = child<QMenu>("requestMenu");
    QMap<QString, QAction *> offered;
    for (QAction *action : menu->actions()) {
        if (action->isVisible())
            offered.insert(action->text(), action);
    }
    menu->close();
    QVERIFY(offered.contains(u"Claim"_s) && !offered.contains(u"Give back"_s));
    QVERIFY(offered.value(u"Hand over…"_s)->isEnabled());
    QVERIFY(!offered.value(u"Escalate…"_s)->isEnabled());
    QCOMPARE(offered.value(u"Escalate…"_s)->toolTip(), u"The workflow names nobody to escalate Security to."_s);
}

void TestStageActions::stagesAreHandedOverByKeys()
{
    m_answer = jsonAnswer(R"({"id":"del_1","from":{"id":"per_me","name":"Me"},"to":{"id":"per_ines","name":"Ines Duarte"},)"
                          R"("startsAt":"2026-11-23T10:46:31.000Z","endsAt":"2026-11-30T10:46:31.000Z","reason":"On leave","state":"active",)"
                          R"("createdAt":"2026-11-23T10:46:31.000Z","etag":"d1","allowedActions":["end"],"blockedActions":[]})", 201);
    key(Qt::Key_Q);
    auto *to = child<QComboBox>("delegationTo");
    QVERIFY(to);
    QTRY_COMPARE(to->count(), 3);
    QCOMPARE(m_scene->server.seen().last().verb, QByteArray("GET"));
    QVERIFY(!child<QAbstractButton>("delegationSend")->isEnabled());
    QTest::keyClick(to, Qt::Key_Down);
    QCOMPARE(to->currentText(), u"Ines Duarte"_s);
    QCOMPARE(child<QLabel>("delegationBars")->text(), u"May take all 2 stages of yours that wait."_s);
    QTest::keyClick(to, Qt::Key_Tab);
    QTest::keyClicks(child<QPlainTextEdit>("delegationReason"), u"On leave"_s);
    QTest::keyClick(child<QPlainTextEdit>("delegationReason"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(m_scene->sentTo("/delegations"));
    const QJsonObject body = QJsonDocument::fromJson(bodyTo("/delegations")).object();
    QCOMPARE(body.value("delegateId"_L1).toString(), u"per_ines"_s);
    QCOMPARE(body.value("requestId"_L1).toString(), u"req_1"_s);
    QCOMPARE(body.value("endsAt"_L1).toString(), u"2026-11-30T10:46:31.000Z"_s);
    QVERIFY(!body.contains("startsAt"_L1));
    QTRY_VERIFY(!m_scene->overlays->panel());
}

void TestStageActions::theDialogSaysWhatTheyMayNotTake()
{
    key(Qt::Key_Q);
    auto *to = child<QComboBox>("delegationTo");
    QTRY_COMPARE(to->count(), 3);
    to->setCurrentIndex(1);
    QCOMPARE(child<QLabel>("delegationBars")->text(),
        u"May not take 1 of your 2 stages that wait:\nSecurity of REQ-1: Wei Zhang asked for this."_s);
    child<QPlainTextEdit>("delegationReason")->setPlainText(u"On leave"_s);
    QVERIFY(child<QAbstractButton>("delegationSend")->isEnabled());
}

void TestStageActions::aDelegateWhoMayTakeNothingIsNotOffered()
{
    key(Qt::Key_Q);
    auto *to = child<QComboBox>("delegationTo");
    QTRY_COMPARE(to->count(), 3);
    to->setCurrentIndex(2);
    child<QPlainTextEdit>("delegationReason")->setPlainText(u"On leave"_s);
    const auto *send = child<QAbstractButton>("delegationSend");
    QVERIFY(!send->isEnabled());
    QCOMPARE(send->toolTip(), u"Nobody may take none of these stages."_s);
}

void TestStageActions::theTimesMustMakeSense()
{
    key(Qt::Key_Q);
    auto *to = child<QComboBox>("delegationTo");
    QTRY_COMPARE(to->count(), 3);
    to->setCurrentIndex(0);
    child<QPlainTextEdit>("delegationReason")->setPlainText(u"On leave"_s);
    const auto *send = child<QAbstractButton>("delegationSend");
    auto *until = child<QDateTimeEdit>("delegationUntil");
    until->setDateTime(child<QDateTimeEdit>("delegationFrom")->dateTime());
    QVERIFY(!send->isEnabled());
    child<QDateTimeEdit>("delegationFrom")->setDateTime(until->dateTime().addDays(2));
    until->setDateTime(until->dateTime().addDays(3));
    QVERIFY(send->isEnabled());
    m_answer = problemAnswer(409, "conflict_state", "Wei Zhang stands in for you already in that time. End that first.");
    child<QAbstractButton>("delegationSend")->click();
    QTRY_VERIFY(m_scene->says(u"stands in for you already"_s));
    QCOMPARE(QJsonDocument::fromJson(bodyTo("/delegations")).object().value("startsAt"_L1).toString(), u"2026-11-25T10:46:31.000Z"_s);
    QVERIFY(m_scene->overlays->panel());
}

void TestStageActions::whatIsHandedOverIsTakenBack()
{
    const QByteArray one = R"({"id":"del_%","from":{"id":"per_me","name":"Me"},"to":{"id":"per_wei","name":"Wei Zhang"},)"
                           R"("startsAt":"2026-11-23T10:00:00.000Z","endsAt":"2026-11-27T10:00:00.000Z","reason":"On leave","state":"active",)"
                           R"("createdAt":"2026-11-23T10:00:00.000Z","etag":"d1","allowedActions":["end"],"blockedActions":[]})";
    m_given = R"({"items":[)" + one + R"(],"asOf":"2026-11-23T10:00:00.000Z"})";
    key(Qt::Key_Q);
    QTRY_VERIFY(m_scene->says(u"Wei Zhang, all requests, until Fri 10:00"_s));
    m_answer = jsonAnswer(QByteArray(one).replace("\"active\"", "\"ended\"").replace("[\"end\"]", "[]"));
    m_given = R"({"items":[],"asOf":"2026-11-23T10:00:00.000Z"})";
    auto *back = child<QAbstractButton>("delegationTakeBack");
    QCOMPARE(back->accessibleName(), u"Take back from Wei Zhang"_s);
    QTest::keyClick(back, Qt::Key_Space);
    QTRY_VERIFY(m_scene->sentTo("/end"));
    QCOMPARE(m_scene->sentTo("/end")->header("if-match"), QByteArray("\"d1\""));
    QTRY_VERIFY(!m_scene->says(u"Wei Zhang, all requests"_s));
}

void TestStageActions::allStagesAreHandedOverFromThePalette()
{
    m_scene->actions->action(u"inbox.delegate"_s)->trigger();
    auto *to = child<QComboBox>("delegationTo");
    QTRY_COMPARE(to->count(), 3);
    const SeenRequest *asked = m_scene->sentTo("/candidates", "GET");
    QVERIFY(asked && !asked->target.contains('?'));
    to->setCurrentIndex(0);
    child<QPlainTextEdit>("delegationReason")->setPlainText(u"On leave"_s);
    m_answer = problemAnswer(409, "conflict_state", "No");
    child<QAbstractButton>("delegationSend")->click();
    QTRY_VERIFY(m_scene->sentTo("/delegations"));
    QVERIFY(!bodyTo("/delegations").contains("requestId"));
}

void TestStageActions::wordsOfAHandoverAreKept()
{
    key(Qt::Key_Q);
    QTRY_COMPARE(child<QComboBox>("delegationTo")->count(), 3);
    for (int step = 0; step < 2; ++step)
        QTest::keyClick(child<QComboBox>("delegationTo"), Qt::Key_Down);
    child<QDateTimeEdit>("delegationUntil")->setDateTime(at(24 * 60).toLocalTime());
    QTest::keyClicks(child<QPlainTextEdit>("delegationReason"), u"On leave"_s);
    m_scene->overlays->close();
    QTRY_VERIFY(!child<QWidget>("delegationDialog"));
    key(Qt::Key_Q);
    QCOMPARE(child<QPlainTextEdit>("delegationReason")->toPlainText(), u"On leave"_s);
    QCOMPARE(child<QDateTimeEdit>("delegationUntil")->dateTime().toUTC().date(), QDate(2026, 11, 24));
    QTRY_COMPARE(child<QComboBox>("delegationTo")->currentText(), u"Wei Zhang"_s);
}

void TestStageActions::anEscalationNamesTheStage()
{
    ApprovalRequest late = request();
    late.stages[0].escalation = u"a compliance reviewer, with 24 h more"_s;
    late.actions.allowed += u"escalate"_s;
    late.actions.blocked.clear();
    show(late);
    m_scene->actions->action(u"request.escalate"_s)->trigger();
    auto *which = child<QComboBox>("escalateStage");
    QVERIFY(which);
    QCOMPARE(which->count(), 1);
    QCOMPARE(which->currentText(), u"Security: ask a compliance reviewer, with 24 h more"_s);
    ApprovalRequest escalated = late;
    escalated.etag = u"e2"_s;
    escalated.stages[0].escalation.reset();
    escalated.stages[0].escalatedAt = at(0);
    m_answer = jsonAnswer(bytes(escalated));
    QTest::keyClicks(child<QPlainTextEdit>("reasonText"), u"Both are away"_s);
    QTest::keyClick(child<QPlainTextEdit>("reasonText"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(bodyTo("/escalate"), QByteArray(R"({"reason":"Both are away","stageId":"stg_1"})"));
    QTRY_VERIFY(child<QWidget>("stageTrack")->accessibleDescription().contains(u"Escalated"_s));
}

void TestStageActions::anEmergencyAsksToLookBack()
{
    ApprovalRequest approved = request();
    approved.status = RequestStatus::Approved;
    approved.preview.reset();
    approved.afterReview.emplace();
    approved.afterReview->state = u"open"_s;
    approved.afterReview->dueAt = at(60 * 72);
    approved.afterReview->slaState = SlaState::OnTrack;
    approved.actions.allowed = {u"after_review"_s};
    approved.actions.blocked.clear();
    show(approved);
    auto *button = child<QAbstractButton>("decisionReview");
    QVERIFY(button->isVisible() && button->isEnabled());
    QVERIFY(child<QAbstractButton>("decisionApprove")->isHidden());
    QCOMPARE(child<QLabel>("decisionEffect")->text(), u"This emergency change is approved, and owes a look back."_s);
    QVERIFY(child<QTreeView>("requestList")->currentIndex().data(Qt::AccessibleTextRole).toString().contains(u"review owed"_s));
    button->click();
    auto *verdict = child<SegmentedControl>("afterReviewVerdict");
    QVERIFY(verdict);
    verdict->setCurrentIndex(1);
    QVERIFY(!child<QAbstractButton>("reasonSend")->isEnabled());
    m_answer = problemAnswer(403, "separation_of_duties", "You decided Emergency.");
    QTest::keyClicks(child<QPlainTextEdit>("reasonText"), u"It could wait"_s);
    child<QAbstractButton>("reasonSend")->click();
    QTRY_COMPARE(bodyTo("/after-review"), QByteArray(R"({"comment":"It could wait","outcome":"objected"})"));
    QTRY_VERIFY(m_scene->says(u"You decided Emergency."_s));
}

void TestStageActions::aReviewThatWasDoneIsSaid()
{
    ApprovalRequest done = request();
    done.status = RequestStatus::Approved;
    done.queue = u"decided"_s;
    done.preview.reset();
    done.afterReview.emplace();
    done.afterReview->state = u"done"_s;
    done.afterReview->reviewer = ines;
    done.afterReview->outcome = u"objected"_s;
    done.afterReview->comment = u"It could wait"_s;
    show(done);
    QCOMPARE(child<QLabel>("decisionEffect")->text(), u"Ines Duarte objected afterwards."_s);
    QVERIFY(m_scene->says(u"It could wait"_s));
    QVERIFY(child<QAbstractButton>("decisionReview")->isHidden());
}

void TestStageActions::theTrackSaysWhoIsAtIt()
{
    ApprovalRequest r = request();
    r.stages[0].claims = {{ines, at(60)}, {wei, at(90)}};
    r.stages[0].deputies = {{wei, ines, at(60 * 26)}};
    r.stages[0].escalation = u"a compliance reviewer"_s;
    const StageCell cell = requestwords::stageCells(r, at(0)).first();
    QCOMPARE(cell.sum, u"0 of 1, Ines Duarte and Wei Zhang are at it"_s);
    QCOMPARE(cell.detail, u"Ines Duarte is at it until 11:46.\nWei Zhang is at it until 12:16.\n"
                          "Wei Zhang may decide for Ines Duarte until Tue 12:46.\nIt can be escalated to a compliance reviewer."_s);
}

void TestStageActions::theTrackKnowsParallelStages()
{
    ApprovalRequest r = request();
    r.stages.append(stage(u"stg_3"_s, u"Business"_s, 2, StageStatus::Pending));
    r.stages[2].after = {StageId(u"stg_1"_s), StageId(u"stg_2"_s)};
    const QList<StageCell> cells = requestwords::stageCells(r, at(0));
    QVERIFY(cells.at(0).isParallelWithNext);
    QVERIFY(!cells.at(1).isParallelWithNext && !cells.at(2).isParallelWithNext);
    QCOMPARE(cells.at(2).sum, u"0 of 1, needs Compliance"_s);
}

void TestStageActions::theTrackTellsPolicyFromPeople()
{
    ApprovalRequest r = request();
    r.stages[0].status = StageStatus::Passed;
    r.stages[0].callerEligible = false;
    r.stages[0].policyDecision = PolicyDecision {u"Policy v4 passed it: risk low"_s, at(-30), {}, 3, 4};
    r.stages[1].status = StageStatus::Void;
    r.stages[1].note = u"Only for risk high or critical"_s;
    const QList<StageCell> cells = requestwords::stageCells(r, at(0));
    QCOMPARE(cells.at(0).state, StageCell::State::ByPolicy);
    QCOMPARE(cells.at(0).sum, u"By policy, passed 10:16"_s);
    QVERIFY(cells.at(0).pips.isEmpty());
    QCOMPARE(cells.at(0).detail, u"Policy v4 passed it: risk low"_s);
    QCOMPARE(cells.at(1).state, StageCell::State::NotNeeded);
    QCOMPARE(cells.at(1).sum, u"Not needed"_s);
    QCOMPARE(cells.at(1).due, u"Only for risk high or critical"_s);
    QVERIFY(cells.at(1).pips.isEmpty());
    // A person's vote for somebody else is told from one's own.
    Decision vote;
    vote.person = wei;
    vote.onBehalfOf = ines;
    r.stages[0].policyDecision.reset();
    r.stages[0].decisions = {vote};
    QCOMPARE(requestwords::stageCells(r, at(0)).first().detail, u"Wei Zhang decided for Ines Duarte."_s);
}

void TestStageActions::everyControlOfTheDialogHasAName()
{
    key(Qt::Key_Q);
    QTRY_COMPARE(child<QComboBox>("delegationTo")->count(), 3);
    const QWidget *dialog = child<QWidget>("delegationDialog");
    for (const char *name : {"delegationTo", "delegationFrom", "delegationUntil", "delegationReason"})
        QVERIFY2(!child<QWidget>(name)->accessibleName().isEmpty(), name);
    const auto buttons = dialog->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(), qPrintable(button->objectName()));
}

void TestStageActions::noTextIsClipped()
{
    key(Qt::Key_Q);
    QTRY_COMPARE(child<QComboBox>("delegationTo")->count(), 3);
    child<QComboBox>("delegationTo")->setCurrentIndex(1);
    const QList<ClippedText> clipped = clippedTexts(m_scene->window.get());
    QVERIFY2(clipped.isEmpty(), clipped.isEmpty() ? "" : qPrintable(clipped.first().widget + u": " + clipped.first().text));
}

QTEST_MAIN(TestStageActions)
#include "tst_stageactions.moc"
