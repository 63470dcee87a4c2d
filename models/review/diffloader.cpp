// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/diffloader.h"

#include "core/base/async.h"

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int mostAtOnce = 3;
//! Characters of all comparisons together; what is looked at stays whatever it takes.
constexpr qint64 mostCharacters = 48 * 1024 * 1024;

qint64 charactersOf(const DiffSection &section)
{
    return section.comparison ? section.comparison->before.text().size() + section.comparison->after.text().size() : 0;
}

} // namespace

DiffLoader::DiffLoader(ReviewService &service, DiffDocument &document, QObject *parent)
    : QObject(parent)
    , m_reader(service)
    , m_document(document)
{
    const auto anew = [this] {
        ++m_round;
        m_running = 0;
        m_document.dropReading();
    };
    connect(&document, &DiffDocument::filesChanged, this, [this, anew] {
        anew();
        m_wanted.clear();
        m_read.clear();
    });
    connect(&document, &DiffDocument::optionsChanged, this, anew);
    connect(&document, &DiffDocument::sectionChanged, this, [this] { next(); });
}

void DiffLoader::setVersions(const VersionId &version, const std::optional<VersionId> &base)
{
    m_version = version;
    m_base = base;
}

void DiffLoader::want(const QList<int> &sections)
{
    m_wanted = sections;
    for (const int section : sections) {
        if (m_read.removeOne(section))
            m_read.append(section);
    }
    next();
}

bool DiffLoader::isSettled() const
{
    return m_running == 0 && std::none_of(m_wanted.begin(), m_wanted.end(), [this](int section) { return m_document.canBeRead(section); });
}

void DiffLoader::next()
{
    if (m_version.isEmpty())
        return;
    for (const int section : std::as_const(m_wanted)) {
        if (m_running >= mostAtOnce)
            return;
        if (section < m_document.count() && m_document.canBeRead(section))
            begin(section);
    }
}

void DiffLoader::begin(int section)
{
    ++m_running;
    m_document.setReading(section);
    const ComparisonOrder order {m_document.section(section).file, m_version, m_base, m_document.options()};
    deliver(m_reader.read(order), this, [this, section, round = m_round](const Result<ComparisonPtr> &answer) {
        if (round != m_round)
            return;
        --m_running;
        if (answer) {
            m_read.removeOne(section);
            m_read.append(section);
            m_document.setComparison(section, *answer);
            makeRoom();
        } else {
            m_document.setError(section, answer.error());
        }
        next();
        Q_EMIT settledChanged();
    });
}

void DiffLoader::makeRoom()
{
    qint64 held = 0;
    for (const int section : std::as_const(m_read))
        held += charactersOf(m_document.section(section));
    for (qsizetype i = 0; i < m_read.size() && held > mostCharacters;) {
        const int section = m_read.at(i);
        if (m_wanted.contains(section)) {
            ++i;
            continue;
        }
        held -= charactersOf(m_document.section(section));
        m_document.release(section);
        m_read.removeAt(i);
    }
}

} // namespace gatehouse
