// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/approvals/inboxscene.h"
#include "widgets/approvals/conditionscard.h"
#include "widgets/approvals/discussiontab.h"
#include "widgets/approvals/requestdrafts.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace gatehouse::widgetstest;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime noon = QDateTime::fromSecsSinceEpoch(1795345000, Qt::UTC);

Comment said(const QString &id, const QString &who, const QString &text)
{
    Comment comment;
    comment.id = CommentId(id);
    comment.author = {PersonId(u"per_"_s + who), who};
    comment.text = text;
    comment.createdAt = noon;
    comment.actions.allowed = {u"reply"_s};
    return comment;
}

Comment marked(const QString &id, const QString &mark, const QString &state)
{
    Comment comment = said(id, u"Ines"_s, u"About "_s + id);
    comment.mark = mark;
    comment.state = state;
    const bool resolved = state == "resolved"_L1;
    comment.actions.allowed += resolved ? u"reopen"_s : u"resolve"_s;
    if (resolved) {
        comment.resolvedBy = comment.author;
        comment.resolvedAt = noon;
    }
    return comment;
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
    r.requestedBy = {PersonId(u"per_ada"_s), u"Ada"_s};
    r.createdAt = r.updatedAt = r.expiresAt = noon;
    r.etag = u"e1"_s;
    r.openThreads = OpenThreads {1, 1};
    r.actions.allowed = {u"comment"_s, u"mark_must_solve"_s, u"ask"_s, u"check_condition"_s};
    return r;
}

} // namespace

//! The discussion of a request as a person meets it, by keys, and the conditions that they check off.
class TestDiscussionTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void init();
    void cleanup();
    void threadsStandWithTheirRepliesAndMarks();
    void whatIsOpenIsFiltered();
    void aMarkIsSentWithTheComment();
    void aQuestionNamesWhomItAsks();
    void marksExcludeEachOther();
    void aReplyGoesToItsThread();
    void aReplyThatWasKeptComesBack();
    void resolvingIsByKeyAndKeepsThePlace();
    void whatMayNotBeDoneSaysWhy();
    void aRefusalIsSaid();
    void offlineItIsKept();
    void conditionsAreCheckedOff();
    void conditionsOfOthersOnlyTell();
    void everyControlHasAName();
    void noTextIsClipped();

private:
    ScriptedAnswer answer(const SeenRequest &seen);
    void show(const ApprovalRequest &request = ::request());
    QJsonObject sent(const char *end) const;
    template <typename T>
    T *child(const char *name) const { return m_tab->findChild<T *>(QLatin1String(name)); }
    QList<QWidget *> threads() const { return m_tab->findChildren<QWidget *>(u"thread"_s); }
    bool isShown(const QString &words) const;

    std::unique_ptr<InboxScene> m_scene;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<RequestReview> m_review;
    DiscussionTab *m_tab = nullptr;
    QList<Comment> m_comments;
    ScriptedAnswer m_settled;
};

void TestDiscussionTab::init()
{
    m_comments = {said(u"plain"_s, u"Tomas"_s, u"Looks fine."_s), marked(u"pin"_s, u"must_solve"_s, u"open"_s),
        marked(u"who"_s, u"question"_s, u"open"_s), marked(u"done"_s, u"must_solve"_s, u"resolved"_s)};
    Comment reply = said(u"pin1"_s, u"Ada"_s, u"Pinned."_s);
    reply.replyTo = CommentId(u"pin"_s);
    m_comments.append(reply);
    ApprovalRequest resolved = request();
    resolved.etag = u"e2"_s;
    m_settled = jsonAnswer(toJsonBytes(toJson(resolved)));
    m_scene = std::make_unique<InboxScene>([this](const SeenRequest &seen) { return answer(seen); });
    QVERIFY(m_scene->openOutbox());
    m_review = std::make_unique<RequestReview>(*m_scene->approvals, *m_scene->review);
    m_scene->window->resize(760, 680);
    m_tab = new DiscussionTab(*m_review, *m_scene->approvals, m_scene->requests, *m_scene->drafts, m_scene->window.get());
    m_scene->show(m_tab);
    show();
    QTRY_COMPARE(threads().size(), 4);
}

void TestDiscussionTab::cleanup()
{
    m_scene->closeWindow();
    m_review.reset();
    m_scene.reset();
}

ScriptedAnswer TestDiscussionTab::answer(const SeenRequest &seen)
{
    const QByteArray path = seen.target.split('?').first();
    if (path.endsWith("/comments") && seen.verb == "POST")
        return jsonAnswer(toJsonBytes(toJson(said(u"new"_s, u"Me"_s, u"x"_s))), 201);
    if (path.endsWith("/comments")) {
        Page<Comment> page;
        page.items = m_comments;
        page.asOf = noon;
        return jsonAnswer(toJsonBytes(toJson(page)));
    }
    if (seen.verb == "POST")
        return m_settled;
    return jsonAnswer(R"({"items":[],"asOf":"2026-11-23T10:00:00.000Z"})");
}

void TestDiscussionTab::show(const ApprovalRequest &request)
{
    m_review->show(request);
    m_tab->setRequest(request, noon);
}

QJsonObject TestDiscussionTab::sent(const char *end) const
{
    const auto post = std::find_if(m_scene->server.seen().begin(), m_scene->server.seen().end(),
        [end](const SeenRequest &seen) { return seen.verb == "POST" && seen.target.endsWith(end); });
    return post == m_scene->server.seen().end() ? QJsonObject() : QJsonDocument::fromJson(post->body).object();
}

bool TestDiscussionTab::isShown(const QString &words) const
{
    const auto labels = m_tab->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisibleTo(m_tab) && label->text().contains(words); });
}

void TestDiscussionTab::threadsStandWithTheirRepliesAndMarks()
{
    const QList<QWidget *> all = threads();
    const auto mark = [&](int thread) {
        const auto *badge = all.at(thread)->findChild<Badge *>(u"threadMark"_s);
        return badge ? badge->look() : BadgeLook();
    };
    QCOMPARE(mark(0).text, QString());
    // In words and with an icon: colour is never the only cue.
    QCOMPARE(mark(1).text, u"Must be solved"_s);
    QVERIFY(mark(1).icon != IconName::None);
    QCOMPARE(mark(2).text, u"Waiting for Ada"_s);
    QCOMPARE(mark(3).text, u"Solved"_s);
    QVERIFY(all.at(1)->accessibleName().contains(u"Must be solved"_s));
    const auto *reply = all.at(1)->findChild<QWidget *>(u"reply"_s);
    QVERIFY(reply && reply->accessibleName().endsWith(u"Pinned."_s));
    QVERIFY(reply->mapTo(m_tab, QPoint()).x() > all.at(1)->findChild<QWidget *>(u"comment"_s)->mapTo(m_tab, QPoint()).x());
    QVERIFY(all.at(3)->findChild<QLabel *>(u"threadResolved"_s)->text().startsWith(u"Resolved by Ines"_s));
    QCOMPARE(child<QLabel>("openThreads")->text(), u"1 must be solved, 1 open questions"_s);
}

void TestDiscussionTab::whatIsOpenIsFiltered()
{
    auto *filter = child<SegmentedControl>("threadFilter");
    filter->setCurrentIndex(1);
    QTRY_COMPARE(threads().size(), 2);
    filter->setCurrentIndex(0);
    QTRY_COMPARE(threads().size(), 4);
    m_comments = {said(u"plain"_s, u"Tomas"_s, u"Looks fine."_s), marked(u"done"_s, u"must_solve"_s, u"resolved"_s)};
    m_review->reload(RequestReview::CommentPart);
    QTRY_COMPARE(child<QLabel>("openThreads")->text(), u"Nothing is open"_s);
    filter->setCurrentIndex(1);
    QVERIFY(isShown(u"No thread is open."_s));
}

void TestDiscussionTab::aMarkIsSentWithTheComment()
{
    m_tab->activateWindow();
    m_tab->focusComposer();
    QTRY_VERIFY(child<QPlainTextEdit>("commentText")->hasFocus());
    QTest::keyClicks(child<QPlainTextEdit>("commentText"), u"Pin it"_s);
    m_tab->toggleMark(u"must_solve"_s);
    QVERIFY(child<QCheckBox>("commentMustSolve")->isChecked());
    QVERIFY(requestdrafts::hasMustSolve(*m_scene->drafts, RequestId(u"req_1"_s)));
    QTest::keyClick(child<QPlainTextEdit>("commentText"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(sent("/comments").value("mark"_L1).toString(), u"must_solve"_s);
    QTRY_VERIFY(child<QPlainTextEdit>("commentText")->toPlainText().isEmpty());
    QVERIFY(!child<QCheckBox>("commentMustSolve")->isChecked());
    QVERIFY(!requestdrafts::hasMustSolve(*m_scene->drafts, RequestId(u"req_1"_s)));
}

void TestDiscussionTab::aQuestionNamesWhomItAsks()
{
    child<QCheckBox>("commentAsk")->click();
    QCOMPARE(child<QPlainTextEdit>("commentText")->placeholderText(), u"What do you need to know from Ada?"_s);
    QCOMPARE(child<QAbstractButton>("commentSend")->text(), u"Ask"_s);
    QTest::keyClicks(child<QPlainTextEdit>("commentText"), u"Which teams?"_s);
    QTest::keyClick(child<QPlainTextEdit>("commentText"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(sent("/comments").value("mark"_L1).toString(), u"question"_s);
}

void TestDiscussionTab::marksExcludeEachOther()
{
    child<QCheckBox>("commentMustSolve")->click();
    child<QCheckBox>("commentAsk")->click();
    QVERIFY(!child<QCheckBox>("commentMustSolve")->isChecked());
    child<QCheckBox>("commentMustSolve")->click();
    QVERIFY(!child<QCheckBox>("commentAsk")->isChecked());
}

void TestDiscussionTab::aReplyGoesToItsThread()
{
    QTest::keyClicks(child<QPlainTextEdit>("commentText"), u"To all"_s);
    threads().at(1)->findChild<QAbstractButton *>(u"threadReply"_s)->click();
    QVERIFY(child<QPlainTextEdit>("commentText")->toPlainText().isEmpty());
    QVERIFY(child<QLabel>("replyTo")->text().startsWith(u"Reply to Ines: About pin"_s));
    QVERIFY(!child<QCheckBox>("commentMustSolve")->isVisibleTo(m_tab));
    QTest::keyClicks(child<QPlainTextEdit>("commentText"), u"Not yet"_s);
    QTest::keyClick(child<QPlainTextEdit>("commentText"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(sent("/comments").value("replyTo"_L1).toString(), u"pin"_s);
    QVERIFY(!sent("/comments").contains("mark"_L1));
    // What was begun for all is there again.
    QTRY_COMPARE(child<QPlainTextEdit>("commentText")->toPlainText(), u"To all"_s);
}

void TestDiscussionTab::aReplyThatWasKeptComesBack()
{
    threads().at(1)->findChild<QAbstractButton *>(u"threadReply"_s)->click();
    QTest::keyClicks(child<QPlainTextEdit>("commentText"), u"Half a"_s);
    ApprovalRequest other = request();
    other.id = RequestId(u"req_2"_s);
    show(other);
    QVERIFY(child<QPlainTextEdit>("commentText")->toPlainText().isEmpty());
    QVERIFY(!child<QWidget>("replyBar")->isVisibleTo(m_tab));
    show();
    QTRY_COMPARE(child<QPlainTextEdit>("commentText")->toPlainText(), u"Half a"_s);
    QVERIFY(child<QWidget>("replyBar")->isVisibleTo(m_tab));
    QTest::keyClick(child<QPlainTextEdit>("commentText"), Qt::Key_Escape);
    QVERIFY(child<QPlainTextEdit>("commentText")->toPlainText().isEmpty());
}

void TestDiscussionTab::resolvingIsByKeyAndKeepsThePlace()
{
    m_tab->activateWindow();
    auto *resolve = threads().at(1)->findChild<QAbstractButton *>(u"threadResolve"_s);
    resolve->setFocus();
    QTRY_VERIFY(resolve->hasFocus());
    m_comments[1] = marked(u"pin"_s, u"must_solve"_s, u"resolved"_s);
    QTest::keyClick(resolve, Qt::Key_Space);
    QTRY_VERIFY(threads().size() == 4 && threads().at(1)->findChild<QAbstractButton *>(u"threadReopen"_s));
    const auto post = std::find_if(m_scene->server.seen().begin(), m_scene->server.seen().end(), [](const SeenRequest &seen) { return seen.verb == "POST"; });
    QCOMPARE(post->target, QByteArray("/api/v1/approval-requests/req_1/comments/pin/resolve"));
    QCOMPARE(post->header("if-match"), QByteArray("\"e1\""));
    QVERIFY(!post->header("idempotency-key").isEmpty());
    // Who goes by keys stays where they were.
    QTRY_VERIFY(threads().at(1)->isAncestorOf(m_tab->focusWidget()));
}

void TestDiscussionTab::whatMayNotBeDoneSaysWhy()
{
    const QString why = u"You asked for this: Ines or another reviewer resolves it."_s;
    m_comments[1].actions = {{u"reply"_s}, {{u"resolve"_s, u"forbidden"_s, why}}};
    ApprovalRequest mine = request();
    mine.etag = u"e3"_s;
    mine.actions = {{u"comment"_s}, {{u"mark_must_solve"_s, u"forbidden"_s, u"You asked for this."_s}, {u"ask"_s, u"forbidden"_s, u"You asked for this."_s}}};
    show(mine);
    QTRY_VERIFY(!threads().at(1)->findChild<QAbstractButton *>(u"threadResolve"_s)->isEnabled());
    QVERIFY(threads().at(1)->findChild<QAbstractButton *>(u"threadResolve"_s)->toolTip().contains(why));
    QVERIFY(!child<QCheckBox>("commentMustSolve")->isEnabled());
    QCOMPARE(child<QCheckBox>("commentAsk")->toolTip(), u"You asked for this."_s);
}

void TestDiscussionTab::aRefusalIsSaid()
{
    m_settled = problemAnswer(403, "forbidden", "Ines asked this, and closes it.");
    threads().at(2)->findChild<QAbstractButton *>(u"threadResolve"_s)->click();
    QTRY_VERIFY(isShown(u"Ines asked this, and closes it."_s));
}

void TestDiscussionTab::offlineItIsKept()
{
    m_scene->connection.unreachable(networkError(u"No network"_s));
    m_tab->setOffline(true);
    QCOMPARE(child<QAbstractButton>("commentSend")->text(), u"Keep in Outbox"_s);
    QTest::keyClicks(child<QPlainTextEdit>("commentText"), u"Pin it"_s);
    child<QCheckBox>("commentMustSolve")->click();
    child<QAbstractButton>("commentSend")->click();
    QTRY_COMPARE(m_scene->outbox->intents().count(), 1);
    QCOMPARE(m_scene->outbox->intents().at(0).verbWord, u"must_solve"_s);
    QCOMPARE(m_scene->outbox->intents().at(0).body.value("mark"_L1).toString(), u"must_solve"_s);
    QTRY_VERIFY(child<QPlainTextEdit>("commentText")->toPlainText().isEmpty());
    threads().at(1)->findChild<QAbstractButton *>(u"threadResolve"_s)->click();
    QTRY_COMPARE(m_scene->outbox->intents().count(), 2);
    QCOMPARE(m_scene->outbox->intents().at(1).ifMatch, u"e1"_s);
    QVERIFY(!m_scene->outbox->intents().at(1).relied.isEmpty());
    QCOMPARE(m_scene->outbox->intents().at(1).basisPath, u"/api/v1/approval-requests/req_1"_s);
}

void TestDiscussionTab::conditionsAreCheckedOff()
{
    ConditionsCard &card = *new ConditionsCard(*m_scene->approvals, m_scene->window.get());
    ApprovalRequest conditional = request();
    card.setRequest(conditional, noon);
    QVERIFY(card.isHidden());
    conditional.conditionItems = {{u"dec_1.1"_s, u"Pin it."_s, {PersonId(u"per_ines"_s), u"Ines"_s}, u"Security"_s, {}, {}},
        {u"dec_1.2"_s, u"Watch it."_s, {PersonId(u"per_ines"_s), u"Ines"_s}, u"Security"_s, PersonRef {PersonId(u"per_t"_s), u"Tomas"_s}, noon}};
    card.setRequest(conditional, noon);
    card.show();
    QList<QCheckBox *> boxes = card.findChildren<QCheckBox *>();
    QCOMPARE(boxes.size(), 2);
    QCOMPARE(boxes.first()->accessibleName(), u"Pin it."_s);
    QVERIFY(!boxes.first()->isChecked() && boxes.last()->isChecked());
    QVERIFY(boxes.last()->accessibleDescription().startsWith(u"Met, says Tomas, "_s));
    QTest::keyClick(boxes.first(), Qt::Key_Space);
    QTRY_COMPARE(sent("/met").value("met"_L1).toBool(), true);
    const auto post = std::find_if(m_scene->server.seen().begin(), m_scene->server.seen().end(), [](const SeenRequest &seen) { return seen.verb == "POST"; });
    QCOMPARE(post->target, QByteArray("/api/v1/approval-requests/req_1/conditions/dec_1.1/met"));
}

void TestDiscussionTab::conditionsOfOthersOnlyTell()
{
    ConditionsCard &card = *new ConditionsCard(*m_scene->approvals, m_scene->window.get());
    ApprovalRequest conditional = request();
    conditional.actions = {{}, {{u"check_condition"_s, u"forbidden"_s, u"You asked for this."_s}}};
    conditional.conditionItems = {{u"dec_1.1"_s, u"Pin it."_s, {PersonId(u"per_ines"_s), u"Ines"_s}, u"Security"_s, {}, {}}};
    card.setRequest(conditional, noon);
    QVERIFY(!card.findChild<QCheckBox *>()->isEnabled());
    QCOMPARE(card.findChild<QCheckBox *>()->toolTip(), u"You asked for this."_s);
}

void TestDiscussionTab::everyControlHasAName()
{
    const auto buttons = m_tab->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        QVERIFY2(!button->isVisibleTo(m_tab) || !button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName()));
    QVERIFY(!child<QPlainTextEdit>("commentText")->accessibleName().isEmpty());
    QVERIFY(!child<QWidget>("threadFilter")->accessibleName().isEmpty());
}

void TestDiscussionTab::noTextIsClipped()
{
    QCOMPARE(clippedTexts(m_tab).size(), 0);
}

QTEST_MAIN(TestDiscussionTab)
#include "tst_discussiontab.moc"
