// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffbases.h"

#include "widgets/common/vocabulary.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::DiffBases)
};

} // namespace

const DiffBase *lastReviewed(const QList<DiffBase> &bases)
{
    const DiffBase *last = nullptr;
    for (const DiffBase &base : bases) {
        if (base.approvedAt && (!last || *base.approvedAt > *last->approvedAt))
            last = &base;
    }
    return last;
}

QString baseStanding(const DiffBase &base, bool isLastReviewed)
{
    QStringList words;
    if (isLastReviewed)
        words += Words::tr("last human review");
    else if (base.approvedBy)
        words += Words::tr("approved by %1").arg(base.approvedBy->name);
    for (const Environment environment : base.runsIn)
        words += Words::tr("runs in %1").arg(environmentName(environment).toLower());
    return words.join(u", "_s);
}

const DiffBase *baseById(const QList<DiffBase> &bases, const VersionId &id)
{
    const auto base = std::find_if(bases.begin(), bases.end(), [&id](const DiffBase &b) { return b.versionId == id; });
    return base == bases.end() ? nullptr : &*base;
}

void fillBaseMenu(QMenu &menu, const QList<DiffBase> &bases, const VersionId &current, const std::function<void(const VersionId &)> &choose)
{
    menu.clear();
    const DiffBase *reviewed = lastReviewed(bases);
    for (const DiffBase &base : bases) {
        const QString standing = baseStanding(base, &base == reviewed);
        QAction *action = menu.addAction(standing.isEmpty() ? base.version : Words::tr("%1, %2").arg(base.version, standing));
        action->setCheckable(true);
        action->setChecked(base.versionId == current);
        QObject::connect(action, &QAction::triggered, &menu, [choose, id = base.versionId] { choose(id); });
    }
}

} // namespace gatehouse
