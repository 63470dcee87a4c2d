// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/policies/policydelegates.h"

#include "models/policies/policylistmodel.h"
#include "models/policies/policyrulemodel.h"
#include "models/policies/policyshiftmodel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/vocabulary.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int left = 16;
constexpr int answerWidth = 132;

//! The upper and the lower line of a row.
struct Lines
{
    QRect top;
    QRect below;
};

Lines linesOf(const QRect &rect, int indent = 0)
{
    const int half = rect.height() / 2;
    return {rect.adjusted(left + indent, 5, -left, -half + 1), rect.adjusted(left + indent, half - 1, -left, -6)};
}

QString changeWord(ListedPolicy::Change change)
{
    switch (change) {
    case ListedPolicy::Change::Added:
        return PolicyDelegate::tr("new");
    case ListedPolicy::Change::Changed:
        return PolicyDelegate::tr("changed");
    case ListedPolicy::Change::Removed:
        return PolicyDelegate::tr("removed");
    case ListedPolicy::Change::Same:
        break;
    }
    return {};
}

BadgeLook changeBadge(ListedPolicy::Change change)
{
    const IconName icon = change == ListedPolicy::Change::Added ? IconName::Plus
        : change == ListedPolicy::Change::Removed               ? IconName::Minus
                                                                : IconName::Pencil;
    return {changeWord(change), icon, Tone::Warn};
}

QString placesOf(const QModelIndex &index)
{
    QStringList names;
    const QVariantList environments = index.data(PolicyListModel::EnvironmentsRole).toList();
    for (const QVariant &environment : environments)
        names.append(environmentName(Environment(environment.toInt())));
    return names.join(u", "_s);
}

//! Exceptional answers are tinted, the others are icon and plain text.
void paintAnswer(RowPainter &row, QRect area, const Term &answer, const Theme &theme)
{
    if (answer.exceptional) {
        row.badge(area, Side::Left, answer.badge());
        return;
    }
    const QColor color = answer.tone == Tone::Ok ? theme.okSolid : answer.tone == Tone::Warn ? theme.warn : theme.muted;
    row.icon(area, Side::Left, answer.icon, metrics::iconSmallSize, color, 6);
    row.text(area, Side::Left, answer.word, TextStyle::Small, theme.text);
}

QString listText(const QVariant &value)
{
    return value.typeId() == QMetaType::QVariantList ? value.toStringList().join(u", "_s) : value.toString();
}

QString conditionWords(const QModelIndex &index)
{
    if (index.data(PolicyRuleModel::NoEvidenceRole).toBool())
        return RuleDelegate::tr("The check erred or did not run");
    const QVariantMap when = index.data(PolicyRuleModel::WhenRole).toMap();
    const QString fact = when.value(u"fact"_s).toString();
    QStringList parts;
    if (when.contains(u"verdict"_s))
        parts.append(RuleDelegate::tr("verdict is %1").arg(listText(when.value(u"verdict"_s))));
    if (when.contains(u"equals"_s))
        parts.append(RuleDelegate::tr("%1 is %2").arg(fact, listText(when.value(u"equals"_s))));
    if (when.contains(u"above"_s))
        parts.append(RuleDelegate::tr("%1 above %2").arg(fact, listText(when.value(u"above"_s))));
    if (when.contains(u"below"_s))
        parts.append(RuleDelegate::tr("%1 below %2").arg(fact, listText(when.value(u"below"_s))));
    if (when.contains(u"notEmpty"_s))
        parts.append(when.value(u"notEmpty"_s).toBool() ? RuleDelegate::tr("%1 is not empty").arg(fact) : RuleDelegate::tr("%1 is empty").arg(fact));
    if (when.contains(u"licence"_s))
        parts.append(RuleDelegate::tr("licence is listed under %1").arg(listText(when.value(u"licence"_s))));
    return parts.isEmpty() ? RuleDelegate::tr("Otherwise") : RuleDelegate::tr("When %1").arg(parts.join(RuleDelegate::tr(" and ")));
}

Term answerTerm(int enforcement)
{
    if (Enforcement(enforcement) != Enforcement::Unknown)
        return term(Enforcement(enforcement));
    Term none;
    none.word = ShiftDelegate::tr("No such policy");
    none.icon = IconName::Minus;
    return none;
}

} // namespace

QSize PolicyDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, scaled(metrics::rowInbox)};
}

QString PolicyDelegate::sentence(const QModelIndex &index)
{
    QStringList parts {index.data(PolicyListModel::TitleRole).toString(), index.data(PolicyListModel::IdRole).toString(),
        tr("version %1").arg(index.data(PolicyListModel::VersionRole).toInt()), term(EvidenceKind(index.data(PolicyListModel::EvidenceRole).toInt())).word,
        placesOf(index), tr("%n rules", nullptr, index.data(PolicyListModel::RuleCountRole).toInt()),
        changeWord(ListedPolicy::Change(index.data(PolicyListModel::ChangeRole).toInt()))};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

void PolicyDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option);
    auto [top, below] = linesOf(option.rect);
    const auto change = ListedPolicy::Change(index.data(PolicyListModel::ChangeRole).toInt());
    row.text(top, Side::Right, u"v%1"_s.arg(index.data(PolicyListModel::VersionRole).toInt()), TextStyle::CodeSmall, theme.muted);
    row.text(top, Side::Left, index.data(PolicyListModel::TitleRole).toString(), TextStyle::BodyMedium,
        change == ListedPolicy::Change::Removed ? theme.muted : theme.text);
    if (change != ListedPolicy::Change::Same)
        row.badge(below, Side::Right, changeBadge(change));
    const QVariantList environments = index.data(PolicyListModel::EnvironmentsRole).toList();
    for (const QVariant &environment : environments)
        row.environmentMark(below, Side::Left, Environment(environment.toInt()), theme.muted, 6);
    row.text(below, Side::Left, term(EvidenceKind(index.data(PolicyListModel::EvidenceRole).toInt())).word, TextStyle::Small, theme.muted);
    painter->restore();
}

QSize RuleDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {240, scaled(metrics::rowInbox)};
}

QString RuleDelegate::sentence(const QModelIndex &index)
{
    return QStringList {conditionWords(index), term(Enforcement(index.data(PolicyRuleModel::EnforcementRole).toInt())).word,
        index.data(PolicyRuleModel::MessageRole).toString(), index.data(PolicyRuleModel::RuleRole).toString()}
        .join(u", "_s);
}

void RuleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option);
    QRect answer = option.rect.adjusted(left, 0, 0, 0);
    answer.setWidth(scaled(answerWidth));
    paintAnswer(row, answer, term(Enforcement(index.data(PolicyRuleModel::EnforcementRole).toInt())), theme);
    auto [top, below] = linesOf(option.rect, scaled(answerWidth));
    row.text(top, Side::Right, index.data(PolicyRuleModel::RuleRole).toString(), TextStyle::CodeSmall, theme.faint);
    row.text(top, Side::Left, conditionWords(index), TextStyle::BodyMedium, theme.text);
    row.text(below, Side::Left, index.data(PolicyRuleModel::MessageRole).toString(), TextStyle::Small, theme.muted);
    painter->restore();
}

QSize ShiftDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {240, scaled(metrics::rowInbox)};
}

QString ShiftDelegate::sentence(const QModelIndex &index)
{
    QStringList parts {index.data(PolicyShiftModel::PolicyRole).toString(), answerTerm(index.data(PolicyShiftModel::AfterRole).toInt()).word};
    if (index.data(PolicyShiftModel::ChangedRole).toBool())
        parts.append(tr("now: %1").arg(answerTerm(index.data(PolicyShiftModel::BeforeRole).toInt()).word));
    parts << index.data(PolicyShiftModel::MessageRole).toString() << index.data(PolicyShiftModel::RuleRole).toString();
    return parts.join(u", "_s);
}

void ShiftDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option);
    const bool changed = index.data(PolicyShiftModel::ChangedRole).toBool();
    QRect answer = option.rect.adjusted(left, 0, 0, 0);
    answer.setWidth(scaled(answerWidth));
    paintAnswer(row, answer, answerTerm(index.data(PolicyShiftModel::AfterRole).toInt()), theme);
    auto [top, below] = linesOf(option.rect, scaled(answerWidth));
    if (changed)
        row.badge(top, Side::Right, {tr("now: %1").arg(answerTerm(index.data(PolicyShiftModel::BeforeRole).toInt()).word), IconName::ArrowLeftRight, Tone::Warn});
    row.text(top, Side::Right, index.data(PolicyShiftModel::RuleRole).toString(), TextStyle::CodeSmall, theme.faint);
    row.text(top, Side::Left, index.data(PolicyShiftModel::PolicyRole).toString(), changed ? TextStyle::BodyMedium : TextStyle::Body, theme.text);
    row.text(below, Side::Left, index.data(PolicyShiftModel::MessageRole).toString(), TextStyle::Small, theme.muted);
    painter->restore();
}

} // namespace gatehouse
