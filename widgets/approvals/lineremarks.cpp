// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/lineremarks.h"

#include "core/base/async.h"
#include "core/contract/versiondiff.h"
#include "widgets/approvals/linedrafts.h"
#include "widgets/approvals/threadbox.h"
#include "widgets/review/findingrow.h"
#include "widgets/review/linecard.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString draftId(const QString &key)
{
    return u"draft/"_s + key;
}

} // namespace

QString placeWords(const CommentAnchor &anchor)
{
    const QString version = anchor.version.value_or(QString());
    if (anchor.side == "before"_L1) {
        return version.isEmpty() ? LineRemarks::tr("%1, old line %2").arg(anchor.path).arg(anchor.line)
                                 : LineRemarks::tr("%1, line %2 of %3").arg(anchor.path).arg(anchor.line).arg(version);
    }
    return LineRemarks::tr("%1, line %2").arg(anchor.path).arg(anchor.line);
}

LineRemarks::LineRemarks(RequestReview &review, ApprovalService &approvals, DraftKeeper &drafts, DiffDocument &document, QObject *parent)
    : QObject(parent)
    , m_review(review)
    , m_approvals(approvals)
    , m_drafts(drafts)
    , m_document(document)
{
    connect(&review, &RequestReview::partRead, this, [this](RequestReview::Part part) {
        if (part == RequestReview::EvidencePart || part == RequestReview::CommentPart)
            refresh();
    });
    connect(&drafts, &DraftKeeper::restored, this, &LineRemarks::refresh);
    connect(&drafts, &DraftKeeper::changed, this, [this](const QString &key) {
        if (linedrafts::anchorOf(key))
            refresh();
    });
}

void LineRemarks::refresh()
{
    m_items.clear();
    QMap<QString, QList<LineAttachment>> before;
    m_places.swap(before);
    addFindings();
    addComments();
    addDrafts();
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (!m_places.contains(it.key()))
            m_document.setAttachments(it.key(), {});
    }
    for (auto it = m_places.cbegin(); it != m_places.cend(); ++it)
        m_document.setAttachments(it.key(), it.value());
    QHash<QString, FileRemarks> counts;
    for (const Item &item : std::as_const(m_items)) {
        FileRemarks &count = counts[item.path];
        if (item.evidence)
            count.findings += item.finding.severity >= Severity::Medium ? 1 : 0;
        else
            ++count.comments;
    }
    m_review.files()->setRemarks(counts);
    Q_EMIT changed();
}

void LineRemarks::addFindings()
{
    const QList<Evidence> &items = m_review.evidence()->items();
    for (const Evidence &evidence : items) {
        for (qsizetype i = 0; i < evidence.findings.size(); ++i) {
            const Finding &finding = evidence.findings.at(i);
            // Small things about a file as a whole are said in its header.
            if (finding.file.isEmpty() || (finding.line < 1 && finding.severity < Severity::Medium))
                continue;
            Item item;
            item.evidence = evidence;
            item.finding = finding;
            item.path = finding.file;
            item.place = {{}, DiffSide::After, finding.line};
            add(u"finding/%1/%2"_s.arg(evidence.id.text()).arg(i), item);
        }
    }
}

void LineRemarks::addComments()
{
    const QList<Comment> &comments = m_review.comments()->items();
    for (const Comment &comment : comments) {
        const auto side = comment.anchor ? sideOf(*comment.anchor) : std::nullopt;
        if (!side)
            continue;
        Item item;
        item.comment = comment;
        item.path = comment.anchor->path;
        item.place = {{}, *side, comment.anchor->line};
        add(u"comment/"_s + comment.id.text(), item);
    }
}

void LineRemarks::addDrafts()
{
    QStringList keys(m_open.begin(), m_open.end());
    const QList<Draft> drafts = linedrafts::of(m_drafts, m_review.request().id);
    for (const Draft &draft : drafts)
        keys += draft.key;
    keys.sort();
    keys.removeDuplicates();
    for (const QString &key : std::as_const(keys)) {
        const auto anchor = linedrafts::anchorOf(key);
        const auto side = anchor && key.section(u'/', 1, 1) == m_review.request().id.text() ? sideOf(*anchor) : std::nullopt;
        if (!side)
            continue;
        Item item;
        item.draft = key;
        item.path = anchor->path;
        item.place = {{}, *side, anchor->line};
        add(draftId(key), item);
    }
}

void LineRemarks::add(const QString &id, Item item)
{
    const int section = m_document.indexOf(item.path);
    if (section < 0)
        return;
    // The old side of a renamed file has its old name; it is one section.
    item.place.id = id;
    m_places[m_document.section(section).file.path].append(item.place);
    m_items.insert(id, std::move(item));
}

std::optional<DiffSide> LineRemarks::sideOf(const CommentAnchor &anchor) const
{
    if (!anchor.versionId)
        return anchor.side == "before"_L1 ? DiffSide::Before : DiffSide::After;
    if (*anchor.versionId == m_review.difference().versionId)
        return DiffSide::After;
    return m_review.difference().baseId == anchor.versionId ? std::optional(DiffSide::Before) : std::nullopt;
}

std::optional<CommentAnchor> LineRemarks::anchorOf(const DiffCaret::Line &line) const
{
    CommentAnchor anchor;
    anchor.path = line.path;
    anchor.side = line.side == DiffSide::Before ? u"before"_s : u"after"_s;
    anchor.line = line.number;
    if (m_review.isConfigChange())
        return anchor;
    const VersionDiff &diff = m_review.difference();
    anchor.versionId = line.side == DiffSide::After ? std::optional(diff.versionId) : diff.baseId;
    return anchor.versionId ? std::optional(anchor) : std::nullopt;
}

QString LineRemarks::begin(const DiffCaret::Line &line)
{
    const auto anchor = anchorOf(line);
    if (!anchor || m_review.request().id.isEmpty())
        return {};
    const QString key = linedrafts::key(m_review.request().id, *anchor);
    m_open.insert(key);
    refresh();
    if (LineDraftCard *card = m_cards.value(key))
        card->edit();
    return draftId(key);
}

QWidget *LineRemarks::makeCard(const QString &id)
{
    const auto known = m_items.constFind(id);
    if (known == m_items.cend())
        return nullptr;
    if (!known->draft.isEmpty())
        return makeDraft(*known);
    if (known->comment)
        return new LineCommentCard(*known->comment, m_now, markLook(*known->comment, m_review.request().requestedBy.name));
    auto *row = new FindingRow(*known->evidence, known->finding);
    connect(row, &FindingRow::openRequested, this, [this, evidence = known->evidence->id] { Q_EMIT findingRequested(evidence); });
    return row;
}

QWidget *LineRemarks::makeDraft(const Item &item)
{
    const QString key = item.draft;
    const CommentAnchor anchor = *linedrafts::anchorOf(key);
    auto *card = new LineDraftCard(m_drafts, linedrafts::place(m_review.request(), anchor), placeWords(anchor));
    card->setMarkBlocked(m_review.request().actions.whyNot(u"mark_must_solve"_s));
    m_cards.insert(key, card);
    connect(card, &LineDraftCard::left, this, &LineRemarks::left);
    // The card may be in the middle of telling so.
    connect(card, &LineDraftCard::discarded, this, [this, key] {
        m_open.remove(key);
        refresh();
        Q_EMIT left();
    }, Qt::QueuedConnection);
    return card;
}

QSet<QString> LineRemarks::ids() const
{
    return {m_items.keyBegin(), m_items.keyEnd()};
}

bool LineRemarks::isRemark(const QString &id)
{
    return !id.startsWith("finding/"_L1);
}

int LineRemarks::draftCount() const
{
    const QList<Draft> drafts = linedrafts::of(m_drafts, m_review.request().id);
    return int(std::count_if(drafts.begin(), drafts.end(), [](const Draft &draft) { return !linedrafts::textOf(draft).isEmpty(); }));
}

QFuture<Status> LineRemarks::send()
{
    auto promise = std::make_shared<QPromise<Status>>();
    promise->start();
    const RequestId request = m_review.request().id;
    sendNext(request, linedrafts::of(m_drafts, request), promise);
    return promise->future();
}

void LineRemarks::sendNext(const RequestId &request, QList<Draft> drafts, const std::shared_ptr<QPromise<Status>> &promise)
{
    while (!drafts.isEmpty() && linedrafts::textOf(drafts.first()).isEmpty())
        drafts.removeFirst();
    if (drafts.isEmpty()) {
        promise->addResult(Status());
        promise->finish();
        m_review.reload(RequestReview::CommentPart);
        return;
    }
    const Draft draft = drafts.takeFirst();
    const QString text = linedrafts::textOf(draft);
    deliver(m_approvals.comment(request, linedrafts::commentOf(draft)), this,
        [this, request, drafts, draft, text, promise](const Result<Comment> &answer) {
            if (answer || answer.error().kind == ErrorKind::Kept) {
                forget(draft.key, text);
                sendNext(request, drafts, promise);
                return;
            }
            if (LineDraftCard *card = m_cards.value(draft.key))
                card->setError(answer.error());
            promise->addResult(Status(fail(answer.error())));
            promise->finish();
        });
}

//! \a text was sent; what was written since then stays.
void LineRemarks::forget(const QString &key, const QString &text)
{
    const std::optional<Draft> draft = m_drafts.find(key);
    if (!draft || linedrafts::textOf(*draft) != text)
        return;
    m_open.remove(key);
    m_drafts.forget(key);
}

} // namespace gatehouse
